import type { Line } from './line.ts';

/** Where one is in lines that do not all fit: what the cursor stands on, and the first line in sight. */
export interface Position {
  readonly cursor: string | undefined;
  readonly first: number;
}

export type LineStep = 1 | -1 | 'page-down' | 'page-up' | 'first' | 'last';

type Lines = readonly Line[];

const isStop = ({ stop }: Line): boolean => stop !== undefined;

const cursorIndex = (lines: Lines, cursor: string | undefined): number =>
  cursor === undefined ? -1 : lines.findIndex(({ stop }) => stop === cursor);

const lastFirst = (lines: Lines, height: number): number => Math.max(0, lines.length - height);

/**
 * One step further. Lines without a stop are read by scrolling: the cursor follows when the next stop comes into sight,
 * so nothing is ever passed unseen.
 */
export const moveInLines = (lines: Lines, height: number, position: Position, step: LineStep): Position => {
  if (step === 'first') return settle(lines, height, { cursor: lines.find(isStop)?.stop, first: 0 });
  if (step === 'last') return { cursor: lines.findLast(isStop)?.stop, first: lastFirst(lines, height) };
  if (step === 'page-down') return turnPage(lines, height, position, height - 1);
  if (step === 'page-up') return turnPage(lines, height, position, 1 - height);
  const index = cursorIndex(lines, position.cursor);
  const next = step === 1 ? lines.findIndex((line, at) => at > index && isStop(line)) : findBefore(lines, index);
  const inSight = (at: number): boolean => at >= position.first && at < position.first + height;
  if (next !== -1 && inSight(next)) return settle(lines, height, { cursor: lines[next]?.stop, first: position.first });
  const first = Math.max(0, Math.min(lastFirst(lines, height), position.first + step));
  const seen = next !== -1 && next >= first && next < first + height;
  return { cursor: seen ? lines[next]?.stop : position.cursor, first };
};

const findBefore = (lines: Lines, index: number): number =>
  lines.findLastIndex((line, at) => (index === -1 || at < index) && isStop(line));

const turnPage = (lines: Lines, height: number, { first }: Position, by: number): Position => {
  const top = Math.max(0, Math.min(lastFirst(lines, height), first + by));
  const shown = lines.slice(top, top + height);
  return { cursor: (by > 0 ? shown.find(isStop) : shown.findLast(isStop))?.stop, first: top };
};

/** The position on lines that are new: the cursor on something that is there, and in sight. */
const settle = (lines: Lines, height: number, { cursor, first }: Position): Position => {
  const known = cursorIndex(lines, cursor);
  const index = known === -1 ? lines.findIndex(isStop) : known;
  const bounded = Math.max(0, Math.min(first, lastFirst(lines, height)));
  if (index === -1) return { cursor: undefined, first: bounded };
  const shown = index < bounded ? index : index >= bounded + height ? index - height + 1 : bounded;
  return { cursor: lines[index]?.stop, first: shown };
};

/** The position after the lines changed: what the cursor stands on keeps its place in the window. */
export const keepCursorInPlace = (before: Lines, after: Lines, height: number, position: Position): Position => {
  const was = cursorIndex(before, position.cursor);
  const is = cursorIndex(after, position.cursor);
  if (was === -1 || is === -1) return settle(after, height, position);
  const first = Math.max(0, Math.min(lastFirst(after, height), position.first + is - was));
  return { cursor: position.cursor, first };
};
