import { Box, Text } from 'ink';
import { statusOfOutlook } from '../../../diagnosis/outlook.ts';
import { formatCount } from '../../../domain/wording/count.ts';
import { fitText } from '../../components/fit-text.ts';
import { colorOf, quiet, type Theme } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
import { listedSteps, statusOfStep, type WizardState, type WizardStep } from './state.ts';

interface CausesPaneProps {
  readonly state: WizardState;
  readonly width: number;
  readonly height: number;
}

interface Entry {
  readonly id: string;
  readonly status: ReturnType<typeof statusOfStep>;
  readonly title: string;
  readonly words: string;
}

/** Every step with how it stands, the likeliest first. */
export const CausesPane = ({ state, width, height }: CausesPaneProps) => {
  const entries = [...listedSteps(state).map(describe), describeOutlook(state)];
  const at = entries.findIndex(({ id }) => id === state.selected);
  const first = Math.max(0, Math.min(at - Math.floor(height / 2), entries.length - height));
  return (
    <Box flexDirection="column" width={width} height={height} overflow="hidden">
      {entries.slice(first, first + height).map((entry) => (
        <CauseLine
          key={entry.id}
          entry={entry}
          width={width}
          isSelected={entry.id === state.selected}
          isFocused={state.pane === 'causes' && state.dialog === undefined}
        />
      ))}
    </Box>
  );
};

const wordsWidth = 8;

const CauseLine = ({
  entry: { status, title, words },
  width,
  isSelected,
  isFocused,
}: {
  readonly entry: Entry;
  readonly width: number;
  readonly isSelected: boolean;
  readonly isFocused: boolean;
}) => {
  const theme = useTheme();
  const isMeasured = status !== 'waiting' && status !== 'running';
  const isInverse = theme.colors && isSelected && isFocused;
  // A colour within a row that stands inverted would give it a second ground.
  const look = isInverse ? {} : isMeasured ? colorOf(theme, status) : quiet(theme);
  const titleWidth = Math.max(8, width - wordsWidth - 5);
  return (
    <Text wrap="truncate-end" inverse={isInverse} bold={theme.colors && isSelected}>
      {`${isSelected && isFocused ? theme.pointer : ' '} `}
      <Text {...look}>{`${signOf(theme, status)} ${fitText(title, titleWidth)}`}</Text>
      {fitText(words, wordsWidth, 'right')}
    </Text>
  );
};

/** What is under way stands still: the one spinner is above the list. */
const signOf = (theme: Theme, status: Entry['status']): string =>
  status === 'waiting' ? ' ' : status === 'running' ? theme.signs.skipped : theme.signs[status];

const statusWords = { ok: 'fine', warn: 'look', fail: 'broken', unknown: 'unknown', skipped: 'none' } as const;

const describe = (step: WizardStep): Entry => {
  const status = statusOfStep(step);
  const explains = step.report?.explains ?? 0;
  const words = status === 'waiting' ? '' : status === 'running' ? '…' : statusWords[status];
  return { id: step.id, status, title: step.title, words: explains > 0 ? formatCount(explains) : words };
};

const describeOutlook = ({ conclusion }: WizardState): Entry => {
  const title = 'What can go out now';
  if (conclusion === undefined) return { id: 'outlook', status: 'waiting', title, words: '' };
  const { free } = conclusion.outlook;
  const words = free === null ? statusWords.unknown : formatCount(free);
  return { id: 'outlook', status: statusOfOutlook(conclusion.outlook), title, words };
};
