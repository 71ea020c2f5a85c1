import { Box, Text } from 'ink';
import { countOf } from '../../../domain/wording/count.ts';
import { formatClock } from '../../../domain/wording/duration.ts';
import { LinesView } from '../../components/lines/lines-view.tsx';
import { colorOf, quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
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
  const { status, text } = headline(state, now);
  return (
    <Box flexDirection="column" height={historyHeadHeight} flexShrink={0}>
      <Text wrap="truncate-end" bold={theme.colors}>
        {title(state, now)}
      </Text>
      <Text wrap="truncate-end" {...(status === undefined ? quiet(theme) : colorOf(theme, status))}>
        {status === undefined ? `  ${text}` : `${theme.signs[status]} ${text}`}
      </Text>
    </Box>
  );
};

const title = ({ read }: HistoryState, now: Date): string =>
  read === undefined
    ? 'What changed before it broke'
    : `What changed before it broke, since ${formatClock(read.history.since, now)}`;

const headline = (
  { read, trouble, isReading }: HistoryState,
  now: Date,
): { readonly status: 'fail' | 'unknown' | undefined; readonly text: string } => {
  if (trouble !== undefined) return { status: 'unknown', text: trouble };
  if (read === undefined) return { status: undefined, text: isReading ? 'Looking …' : '' };
  const { onset, suspect } = read.history;
  if (onset === null) return { status: undefined, text: 'No mail stands failed.' };
  const begin = `First failure: ${formatClock(onset.at, now)}, ${onset.title} (${countOf(onset.count, 'mail')})`;
  return { status: 'fail', text: suspect === null ? `${begin}; no change that can have caused it is seen` : begin };
};
