import { Box, Text } from 'ink';
import { LinesView } from '../../components/lines/lines-view.tsx';
import { colorOf, quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
import { historyHeadline, historyTitle } from './headline.ts';
import { historyHeadHeight } from './lines.ts';
import { type HistoryState, historyBodyHeight, linesOfHistory } from './state.ts';

interface HistoryScreenProps {
  readonly state: HistoryState;
  readonly columns: number;
  readonly rows: number;
  readonly now: Date;
}

/** What changed before it broke, by whom. */
export const HistoryScreen = ({ state, columns, rows, now }: HistoryScreenProps) => (
  <Box flexDirection="column" height={rows} overflow="hidden">
    <Head state={state} now={now} />
    <LinesView
      lines={linesOfHistory(state)}
      first={state.position.first}
      height={historyBodyHeight({ columns, rows })}
      width={columns}
      cursor={state.position.cursor}
    />
  </Box>
);

const Head = ({ state, now }: Pick<HistoryScreenProps, 'state' | 'now'>) => {
  const theme = useTheme();
  const { status, text } = historyHeadline(state, now);
  return (
    <Box flexDirection="column" height={historyHeadHeight} flexShrink={0}>
      <Text wrap="truncate-end" bold={theme.colors}>
        {historyTitle(state, now)}
      </Text>
      <Text wrap="truncate-end" {...(status === undefined ? quiet(theme) : colorOf(theme, status))}>
        {status === undefined ? `  ${text}` : `${theme.signs[status]} ${text}`}
      </Text>
    </Box>
  );
};
