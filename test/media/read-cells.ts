import type { IBufferCell, Terminal } from '@xterm/headless';
import type { Cell } from './draw-svg.ts';

/** The sixteen colours of a dark terminal, each readable on its ground. */
const ansi = [
  '#484f58',
  '#ff7b72',
  '#3fb950',
  '#d29922',
  '#79c0ff',
  '#d2a8ff',
  '#56d4dd',
  '#c9d1d9',
  '#8b949e',
  '#ffa198',
  '#56d364',
  '#e3b341',
  '#a5d6ff',
  '#e2c5ff',
  '#b3f0ff',
  '#f0f6fc',
] as const;

export const ground = '#0d1117';
const text = '#e6edf3';

const hex = (value: number): string => `#${value.toString(16).padStart(6, '0')}`;

/** Colour `index` of the 256 of xterm: sixteen, a cube of six steps a side, then greys. */
const paletteColor = (index: number): string => {
  if (index < ansi.length) return ansi[index] ?? text;
  if (index >= 232) return hex((8 + (index - 232) * 10) * 0x010101);
  const step = (value: number): number => (value === 0 ? 0 : 55 + 40 * value);
  const cube = index - 16;
  const [red, green, blue] = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(step);
  return hex(((red ?? 0) << 16) | ((green ?? 0) << 8) | (blue ?? 0));
};

/** Halfway to the ground, as terminals show dim text. */
const dim = (color: string): string => {
  const parts = [1, 3, 5].map((at) => {
    const [one, other] = [color, ground].map((each) => Number.parseInt(each.slice(at, at + 2), 16));
    return Math.round((one ?? 0) * 0.62 + (other ?? 0) * 0.38);
  });
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
};

const foregroundOf = (cell: IBufferCell): string => {
  if (cell.isFgDefault()) return text;
  return cell.isFgRGB() ? hex(cell.getFgColor()) : paletteColor(cell.getFgColor());
};

const backgroundOf = (cell: IBufferCell): string => {
  if (cell.isBgDefault()) return ground;
  return cell.isBgRGB() ? hex(cell.getBgColor()) : paletteColor(cell.getBgColor());
};

const readCell = (cell: IBufferCell): Cell => {
  const [front, behind] = [foregroundOf(cell), backgroundOf(cell)];
  const isInverse = cell.isInverse() !== 0;
  const foreground = isInverse ? behind : front;
  return {
    text: cell.getChars(),
    foreground: cell.isDim() === 0 ? foreground : dim(foreground),
    background: isInverse ? front : behind,
    isBold: cell.isBold() !== 0,
    isUnderlined: cell.isUnderline() !== 0,
  };
};

/** What the terminal shows, row by row. */
export const readCells = (terminal: Terminal): readonly (readonly Cell[])[] => {
  const { active } = terminal.buffer;
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    return Array.from({ length: terminal.cols }, (_each, column) => line?.getCell(column)).flatMap((cell) =>
      // The second half of a wide character has no width of its own.
      cell === undefined || cell.getWidth() === 0 ? [] : [readCell(cell)],
    );
  });
};
