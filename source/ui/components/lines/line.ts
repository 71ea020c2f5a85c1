import stringWidth from 'string-width';
import type { Status } from '../../../domain/finding/status.ts';
import { wrapText } from '../../../lib/wrap-text.ts';
import type { TableColumn } from '../fitted-table.tsx';

/** A piece of a line with its look, by meaning. */
export interface Part {
  readonly text: string;
  readonly status?: Status;
  readonly tone?: 'quiet' | 'strong';
}

/** One line of a pane that scrolls, already fitted to its width. */
export type Line = {
  /** What the cursor stands on when it is in this line; lines without are passed by. */
  readonly stop?: string;
} & (
  | { readonly kind: 'text'; readonly parts: readonly Part[] }
  /** A line of an ink-table; `cells` undefined is its heading. */
  | {
      readonly kind: 'row';
      readonly indent: number;
      readonly columns: readonly TableColumn[];
      readonly cells: Readonly<Record<string, string>> | undefined;
      /** Columns whose colour says something. */
      readonly statuses?: Readonly<Record<string, Status>>;
    }
);

export const blank: Line = { kind: 'text', parts: [] };

export const textLine = (...parts: readonly Part[]): Line => ({ kind: 'text', parts });

interface Paragraph extends Omit<Part, 'text'> {
  /** Cells for the whole, prefix and indent included. */
  readonly width: number;
  /** Stands before the first line; the lines after it are indented as far. */
  readonly prefix?: readonly Part[];
  readonly indent?: number;
}

/** A text over as many lines as it needs. */
export const paragraph = (text: string, { width, prefix = [], indent = 0, ...look }: Paragraph): readonly Line[] => {
  const hang = indent + prefix.reduce((sum, part) => sum + stringWidth(part.text), 0);
  return wrapText(text, width - hang).map((piece, index) =>
    textLine(...(index === 0 ? [{ text: ' '.repeat(indent) }, ...prefix] : [{ text: ' '.repeat(hang) }]), {
      ...look,
      text: piece,
    }),
  );
};

/** The same lines; the cursor can stand on the first. */
export const withStop = (stop: string, [first, ...rest]: readonly Line[]): readonly Line[] =>
  first === undefined ? [] : [{ ...first, stop }, ...rest];

/** The same lines; the cursor can stand on each, which is how one scrolls through them. */
export const withStops = (stop: string, lines: readonly Line[]): readonly Line[] =>
  lines.map((line, index) => ({ ...line, stop: `${stop}#${index}` }));
