import type { Status } from '../../domain/finding/status.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';

/**
 * How things look, by meaning. State is always sign + word, colour only helps: blue and yellow rather than green and
 * red, so that no kind of colour blindness merges them (Okabe and Ito's pair).
 */
export interface Theme {
  readonly colors: boolean;
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
  caret: '|',
  mask: '*',
  spinner: 'line',
} as const;

export const createTheme = (options: { readonly colors: boolean; readonly ascii: boolean }): Theme => ({
  colors: options.colors,
  signs: chooseSigns(options.ascii),
  ...(options.ascii ? ascii : unicode),
});

const statusColors: Readonly<Record<Status, string | undefined>> = {
  ok: 'cyan',
  warn: 'yellow',
  fail: 'redBright',
  unknown: 'magenta',
  skipped: undefined,
};

/** The colour of a status as a prop to spread onto Text: nothing at all where colours are off. */
export const colorOf = (theme: Theme, status: Status): { readonly color?: string } => {
  const color = statusColors[status];
  return theme.colors && color !== undefined ? { color } : {};
};

/** Lesser text: dimmed where the terminal shows styles. */
export const quiet = (theme: Theme): { readonly dimColor?: boolean } => (theme.colors ? { dimColor: true } : {});
