import { Box, Text } from 'ink';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock, zoneAt } from '../../domain/wording/duration.ts';
import { quiet } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';
import type { FleetState } from './state.ts';

interface FleetHeaderProps {
  readonly server: string;
  readonly state: Pick<FleetState, 'rows' | 'shown' | 'filter'>;
  readonly now: Date;
}

export const FleetHeader = ({ server, state: { rows, shown, filter }, now }: FleetHeaderProps) => {
  const theme = useTheme();
  const count = rows === undefined ? '' : ` · ${countOf(rows.length, 'database')}`;
  const part = filter === '' ? '' : `, ${shown.length} shown`;
  return (
    <Box justifyContent="space-between" gap={2}>
      <Text wrap="truncate-end">
        <Text bold={theme.colors}>odoo-mail-doctor</Text>
        {`   ${server}${count}${part}`}
      </Text>
      <Text {...quiet(theme)}>{`${formatClock(now, now)} ${zoneAt(now)}`}</Text>
    </Box>
  );
};
