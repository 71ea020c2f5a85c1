import { Box, Text } from 'ink';
import { countOf } from '../../../domain/wording/count.ts';
import { LinesView } from '../../components/lines/lines-view.tsx';
import { TextField } from '../../components/text-field.tsx';
import { quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
import type { ScreenSize } from '../screen.ts';
import { type ActivityState, bodyHeight, linesOf, shownEntries } from './state.ts';

interface ActivityScreenProps extends ScreenSize {
  readonly state: ActivityState;
}

/** Everything that a server was told or asked since the console opened. */
export const ActivityScreen = ({ state, columns, rows }: ActivityScreenProps) => {
  const theme = useTheme();
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Text wrap="truncate-end" bold={theme.colors}>
        What was done since the console opened, newest last: SQL, SMTP, DNS, ports
      </Text>
      <Filter state={state} columns={columns} />
      <LinesView
        lines={linesOf(state)}
        first={state.position.first}
        height={bodyHeight({ columns, rows })}
        width={columns}
        cursor={state.position.cursor}
      />
    </Box>
  );
};

const Filter = ({ state, columns }: Pick<ActivityScreenProps, 'state' | 'columns'>) => {
  const theme = useTheme();
  const { entries, filter, isTyping, isFollowing } = state;
  const shown = shownEntries(state).length;
  const count =
    filter.value === '' ? countOf(entries.length, 'line') : `${shown} of ${countOf(entries.length, 'line')}`;
  const note = `${count}${isFollowing ? '' : ', not following'}`;
  if (!isTyping && filter.value === '') return <Text {...quiet(theme)}>{`  ${note}`}</Text>;
  return (
    <Box height={1} gap={2}>
      <Box>
        <Text>/ </Text>
        {isTyping ? (
          <TextField field={filter} width={Math.max(1, columns - note.length - 4)} />
        ) : (
          <Text wrap="truncate-end">{filter.value}</Text>
        )}
      </Box>
      <Text {...quiet(theme)}>{note}</Text>
    </Box>
  );
};
