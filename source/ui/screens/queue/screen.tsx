import { Box, Text } from 'ink';
import type { FirstLook } from '../../../domain/finding/vital-sign.ts';
import type { QueuePicture } from '../../../domain/mail/queue.ts';
import { describeAge } from '../../components/describe-age.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import { colorOf, quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
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
      <VerdictLines state={state} now={now} />
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

/** One sentence that says what is wrong, one that says what it means. */
const VerdictLines = ({ state, now }: { readonly state: QueueScreenState; readonly now: Date }) => {
  const theme = useTheme();
  const { status, summary, detail } = headline(state, now);
  return (
    <Box flexDirection="column" height={verdictHeight} flexShrink={0}>
      <Text wrap="truncate-end" {...colorOf(theme, status)} bold={theme.colors}>
        {`${theme.signs[status]} ${summary}`}
      </Text>
      <Text wrap="truncate-end" {...quiet(theme)}>{`  ${detail}`}</Text>
    </Box>
  );
};

/** A lost connection goes before everything, what was measured before what was only looked at. */
const headline = ({ freshness, picture, firstLook, diagnosed }: QueueScreenState, now: Date): Headline => {
  if (freshness.kind === 'lost') return { status: 'fail', summary: freshness.reason, detail: lostDetail(picture) };
  if (diagnosed !== undefined) {
    const { verdict, at } = diagnosed;
    const live = firstLook === undefined ? '' : ` · ${firstLook.detail}`;
    const detail = `measured ${describeAge(at, now)}, ${namedKeys.wizardScreen} shows the evidence${live}`;
    return { status: verdict.status, summary: verdict.summary, detail };
  }
  return firstLook ?? { status: 'skipped', summary: 'Looking at the queue …', detail: '' };
};

type Headline = Pick<FirstLook, 'status' | 'summary' | 'detail'>;

const lostDetail = (picture: QueuePicture | undefined): string =>
  picture === undefined
    ? 'Trying again until it answers.'
    : 'What you see is the last look; it goes on by itself when the database is back.';
