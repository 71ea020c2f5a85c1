/** A line of a list: what tells it from the others, or a heading. */
type WindowLine = number | string | { readonly title: string };

/** Where the cursor stands among the lines, and which part of them is on the screen. */
export interface ListWindow {
  readonly cursor: number;
  readonly first: number;
  readonly height: number;
}

export type ListStep = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

/** The window after its cursor went to that line: it follows no further than it must. */
export const placeCursor = (window: ListWindow, cursor: number, length: number): ListWindow => {
  const at = Math.max(0, Math.min(cursor, length - 1));
  const lowest = Math.max(0, length - window.height);
  const first = Math.min(Math.max(window.first, at - window.height + 1), at, lowest);
  return { ...window, cursor: at, first: Math.max(0, first) };
};

export const moveCursor = (window: ListWindow, step: ListStep, length: number): ListWindow => {
  const page = Math.max(1, window.height - 1);
  const target = {
    up: window.cursor - 1,
    down: window.cursor + 1,
    'page-up': window.cursor - page,
    'page-down': window.cursor + page,
    first: 0,
    last: length - 1,
  }[step];
  return placeCursor(window, target, length);
};

export const visibleLines = <Line>(lines: readonly Line[], { first, height }: ListWindow): readonly Line[] =>
  lines.slice(first, first + height);

const keyOf = (line: WindowLine | undefined): number | string | undefined =>
  typeof line === 'object' ? line.title : line;

/** The window over new lines: the cursor stays on its mail or group, and where that is gone, at its height. */
export const followWindow = (
  window: ListWindow,
  before: readonly WindowLine[],
  after: readonly WindowLine[],
): ListWindow => {
  const key = keyOf(before[window.cursor]);
  const found = key === undefined ? -1 : after.findIndex((line) => keyOf(line) === key);
  if (found < 0) return placeCursor(window, window.cursor, after.length);
  const first = Math.max(0, window.first + found - window.cursor);
  return placeCursor({ ...window, first }, found, after.length);
};
