import type { Status } from '../../domain/finding/status.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import { palettes, type StatusColors } from './palette.ts';

/** How things look, by meaning. State is always sign + word, colour only helps. */
export interface Theme {
  /** Whether there are styles at all: without, signs and words are alone. */
  readonly colors: boolean;
  readonly palette: StatusColors;
  readonly signs: Readonly<Record<Status, string>>;
  readonly spark: readonly string[];
  readonly bar: string;
  /** What of a bar is still empty. */
  readonly track: string;
  /** Stands before the row where the cursor is. */
  readonly pointer: string;
  /** Stands before a marked row. */
  readonly mark: string;
  /** A group that is closed, and one that is open. */
  readonly folded: string;
  readonly unfolded: string;
  /** Which way a list is sorted. */
  readonly rising: string;
  readonly falling: string;
  /** The text cursor where no style can show it. */
  readonly caret: string;
  /** A character of a secret. */
  readonly mask: string;
  readonly spinner: 'dots' | 'line';
}

const unicode = {
  spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  bar: '█',
  track: '░',
  pointer: '❯',
  mark: '●',
  folded: '▸',
  unfolded: '▾',
  rising: '▲',
  falling: '▼',
  caret: '▏',
  mask: '•',
  spinner: 'dots',
} as const;

const ascii = {
  spark: ['_', '.', ':', '-', '=', '+', '*', '#'],
  bar: '#',
  track: '.',
  pointer: '>',
  mark: '*',
  folded: '+',
  unfolded: '-',
  rising: '^',
  falling: 'v',
  caret: '|',
  mask: '*',
  spinner: 'line',
} as const;

interface Look {
  readonly colors: boolean;
  readonly ascii: boolean;
  /** By default one that is read on any ground. */
  readonly palette?: StatusColors | undefined;
}

export const createTheme = ({ colors, ascii: isAscii, palette = palettes.either }: Look): Theme => ({
  colors,
  palette,
  signs: chooseSigns(isAscii),
  ...(isAscii ? ascii : unicode),
});

/** The colour of a status as a prop to spread onto Text: nothing at all where colours are off. */
export const colorOf = ({ colors, palette }: Theme, status: Status): { readonly color?: string } => {
  const color = palette[status];
  return colors && color !== undefined ? { color } : {};
};

/** Lesser text: dimmed where the terminal shows styles. */
export const quiet = (theme: Theme): { readonly dimColor?: boolean } => (theme.colors ? { dimColor: true } : {});
