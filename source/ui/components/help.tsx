import { Box, Text } from 'ink';
import { wrapText } from '../../lib/wrap-text.ts';
import type { KeyBinding } from '../keys/binding.ts';
import { quiet } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';
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
  readonly title?: string;
  /** Nothing where the help of the line before goes on. */
  readonly shown?: string;
  readonly help?: string;
}

const indent = 2;
const keyWidth = 9;
/** From here on sections stand side by side, with so many cells between them. */
const wide = 100;
const paneGap = 2;

const toLines =
  (width: number) =>
  ({ title, entries }: HelpSection): readonly Line[] => [
    { title },
    ...entries.flatMap(({ shown, help }) =>
      wrapText(help, width - indent - keyWidth).map((piece, index) =>
        index === 0 ? { shown, help: piece } : { help: piece },
      ),
    ),
    {},
  ];

/** The sections side by side where there is room, else one below the other. */
const toPanes = (sections: readonly HelpSection[], columns: number): readonly (readonly Line[])[] =>
  columns >= wide
    ? sections.map(toLines(Math.floor(columns / sections.length) - paneGap))
    : [sections.flatMap(toLines(columns))];

/** How far the help can be scrolled. */
export const helpRoom = (sections: readonly HelpSection[], columns: number, rows: number): number =>
  Math.max(0, Math.max(...toPanes(sections, columns).map(({ length }) => length)) - rows);

/** Every key of the screen and then the global ones, from the tables that dispatch them. */
export const Help = ({ sections, columns, rows, offset }: HelpProps) => {
  const panes = toPanes(sections, columns);
  const first = Math.min(offset, helpRoom(sections, columns, rows));
  return (
    <Box height={rows} overflow="hidden">
      {panes.map((pane) => (
        <Box key={pane[0]?.title} flexDirection="column" width={Math.floor(columns / panes.length)}>
          {pane.slice(first, first + rows).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a key is shown in several sections; lines have only their place.
            <HelpLine key={first + index} line={line} />
          ))}
        </Box>
      ))}
    </Box>
  );
};

const HelpLine = ({ line: { title, shown, help } }: { readonly line: Line }) => {
  const theme = useTheme();
  if (help === undefined) return <Text bold={theme.colors}>{title ?? ' '}</Text>;
  return (
    <Text wrap="truncate-end">
      {' '.repeat(indent) + fitText(shown ?? '', keyWidth)}
      <Text {...quiet(theme)}>{help}</Text>
    </Text>
  );
};
