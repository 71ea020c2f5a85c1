import { Box, Text } from 'ink';
import type { QueuePicture } from '../../../domain/queue.ts';
import type { FirstLook } from '../../../domain/vital-sign.ts';
import { useTheme } from '../../theme/context.ts';
import { colorOf, quiet } from '../../theme/theme.ts';
import { FailureTable } from './failure-table.tsx';
import { failureGroupAt, type QueueScreenState } from './state.ts';
import { StateTable } from './state-table.tsx';
import { VitalSigns } from './vital-signs.tsx';

interface QueueScreenProps {
  readonly state: QueueScreenState;
  readonly columns: number;
  /** Lines for this screen, without header and footer. */
  readonly rows: number;
  readonly now: Date;
}

const statesHeight = 5;
/** The table of states with its chart; what is left goes to the vital signs. */
const statesWidth = 48;
const verdictHeight = 3;

export const QueueScreen = ({ state, columns, rows, now }: QueueScreenProps) => {
  const { picture, firstLook } = state;
  const sideBySide = columns >= 100;
  const signs = firstLook?.vitalSigns ?? [];
  const middle = sideBySide ? Math.max(statesHeight, signs.length + 1) : statesHeight + signs.length + 1;
  const left = sideBySide ? statesWidth : columns;
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <VerdictLines firstLook={firstLook} state={state} />
      <Box flexDirection={sideBySide ? 'row' : 'column'} height={middle} overflow="hidden" flexShrink={0}>
        <Box width={left} height={statesHeight} flexShrink={0} flexDirection="column">
          <StateTable picture={picture} width={left} now={now} />
        </Box>
        <VitalSigns signs={signs} width={sideBySide ? columns - left : columns} />
      </Box>
      <FailureTable
        picture={picture}
        cursor={failureGroupAt(state)?.class}
        width={columns}
        rows={rows - verdictHeight - middle}
      />
    </Box>
  );
};

/** One sentence that says what is wrong, one that says what it means; a lost connection is said here, too. */
const VerdictLines = ({
  firstLook,
  state: { freshness, picture },
}: {
  readonly firstLook: FirstLook | undefined;
  readonly state: QueueScreenState;
}) => {
  const theme = useTheme();
  const [status, summary, detail] =
    freshness.kind === 'lost'
      ? (['fail', freshness.reason, lostDetail(picture)] as const)
      : firstLook === undefined
        ? (['skipped', 'Looking at the queue …', ''] as const)
        : ([firstLook.status, firstLook.summary, firstLook.detail] as const);
  return (
    <Box flexDirection="column" height={verdictHeight} flexShrink={0}>
      <Text wrap="truncate-end" {...colorOf(theme, status)} bold={theme.colors}>
        {`${theme.signs[status]} ${summary}`}
      </Text>
      <Text wrap="truncate-end" {...quiet(theme)}>{`  ${detail}`}</Text>
    </Box>
  );
};

const lostDetail = (picture: QueuePicture | undefined): string =>
  picture === undefined
    ? 'Trying again until it answers.'
    : 'What you see is the last look; it goes on by itself when the database is back.';
