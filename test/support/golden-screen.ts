import type { StatusColors } from '../../source/ui/theme/palette.ts';
import type { EmulatedTerminal, StyledCell } from './emulated-terminal.ts';

/** What a letter of the map means; a colour is called by what it says, so that every palette has the same map. */
const legend = 'b bold, d dim, i inverse, s struck out; o fine, w to be mended, f failed, u unknown; . plain';

const statusLetters = { ok: 'o', warn: 'w', fail: 'f', unknown: 'u', skipped: '' } as const;

const named = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** The terminal's number of a colour in Ink's words. */
export const colorNumber = (color: string): number => {
  const [, number] = /^ansi256\((\d+)\)$/.exec(color) ?? [];
  if (number !== undefined) return Number(number);
  return named.indexOf(color.replace('Bright', '')) + (color.endsWith('Bright') ? 8 : 0);
};

const letterOfColor = (color: number, palette: StatusColors): string => {
  const statuses = ['ok', 'warn', 'fail', 'unknown'] as const;
  const status = statuses.find((each) => {
    const known = palette[each];
    return known !== undefined && colorNumber(known) === color;
  });
  if (status === undefined) throw new Error(`Colour ${color} is in no palette.`);
  return statusLetters[status];
};

const styleOf = (cell: StyledCell, palette: StatusColors): string => {
  const letters = [
    cell.bold ? 'b' : '',
    cell.dim ? 'd' : '',
    cell.inverse ? 'i' : '',
    cell.strikethrough ? 's' : '',
    cell.color === undefined || (cell.text.trim() === '' && !cell.inverse) ? '' : letterOfColor(cell.color, palette),
  ].join('');
  return letters === '' || (cell.text.trim() === '' && !cell.inverse) ? '.' : letters;
};

/** `12.4bf` : twelve plain cells, four bold ones that say that something failed; what is plain at the end is left out. */
const runsOf = (row: readonly StyledCell[], palette: StatusColors): string => {
  const runs: { style: string; cells: number }[] = [];
  for (const cell of row) {
    const style = styleOf(cell, palette);
    const last = runs.at(-1);
    if (last?.style === style) last.cells += 1;
    else runs.push({ style, cells: 1 });
  }
  if (runs.at(-1)?.style === '.') runs.pop();
  return runs.map(({ style, cells }) => `${cells}${style}`).join('');
};

/** A spinner stands wherever it just is. */
const holdSpinner = (text: string): string => text.replace(/[\u2800-\u28ff]/g, '\u280b');

/** What a terminal shows as lines of text, and below them how it is drawn, a line each that is not plain. */
export const goldenScreen = (terminal: EmulatedTerminal, palette: StatusColors): string => {
  const cells = terminal.cells();
  const styles = cells.flatMap((row, index) => {
    const runs = runsOf(row, palette);
    return runs === '' ? [] : [`${index + 1}: ${runs}`];
  });
  return [...terminal.lines().map((line) => holdSpinner(line).trimEnd()), '', ...styles, ''].join('\n');
};

export const goldenHead = (name: string): string => `${name}\n${legend}\n`;
