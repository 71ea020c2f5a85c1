import { Box, Text } from 'ink';
import type { KeyBinding } from '../keys/binding.ts';
import { useTheme } from '../theme/context.ts';
import { quiet } from '../theme/theme.ts';
import { fitText } from './fit-text.ts';

type HelpEntry = Pick<KeyBinding<never>, 'shown' | 'help'>;

export interface HelpSection {
  readonly title: string;
  readonly entries: readonly HelpEntry[];
}

interface HelpProps {
  readonly sections: readonly HelpSection[];
  readonly columns: number;
  readonly rows: number;
  /** How many lines were scrolled away. */
  readonly offset: number;
}

interface Line {
  readonly key: string;
  readonly title?: string;
  readonly entry?: HelpEntry;
}

const toLines = ({ title, entries }: HelpSection): Line[] => [
  { key: title, title },
  ...entries.map((entry) => ({ key: entry.shown, entry })),
  { key: `after ${title}` },
];

/** Every key of the screen and then the global ones, from the tables that dispatch them; side by side where there is room. */
export const Help = ({ sections, columns, rows, offset }: HelpProps) => {
  const lines = sections.map(toLines);
  const panes = columns >= 100 ? lines : [lines.flat()];
  const longest = Math.max(...panes.map(({ length }) => length));
  const first = Math.max(0, Math.min(offset, longest - rows));
  return (
    <Box height={rows} overflow="hidden">
      {panes.map((pane) => (
        <Box key={pane[0]?.key} flexDirection="column" width={Math.floor(columns / panes.length)}>
          {pane.slice(first, first + rows).map((line) => (
            <HelpLine key={line.key} line={line} />
          ))}
        </Box>
      ))}
    </Box>
  );
};

const HelpLine = ({ line: { title, entry } }: { readonly line: Line }) => {
  const theme = useTheme();
  if (entry === undefined) return <Text bold={theme.colors}>{title ?? ' '}</Text>;
  return (
    <Text wrap="truncate-end">
      {`  ${fitText(entry.shown, 9)}`}
      <Text {...quiet(theme)}>{entry.help}</Text>
    </Text>
  );
};
