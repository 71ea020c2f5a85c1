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
  readonly columns: number;
}

/** In fewer cells the zone would take the room of the server's name. */
const wideEnough = 60;

export const FleetHeader = ({ server, state: { rows, shown, filter }, now, columns }: FleetHeaderProps) => {
  const theme = useTheme();
  const count = rows === undefined ? '' : ` · ${countOf(rows.length, 'database')}`;
  const part = filter === '' ? '' : `, ${shown.length} shown`;
  return (
    <Box justifyContent="space-between" gap={2}>
      <Text wrap="truncate-end">
        <Text bold={theme.colors}>odoo-mail-doctor</Text>
        {`   ${server}${count}${part}`}
      </Text>
      <Box flexShrink={0}>
        <Text {...quiet(theme)}>{`${formatClock(now, now)}${columns < wideEnough ? '' : ` ${zoneAt(now)}`}`}</Text>
      </Box>
    </Box>
  );
};
