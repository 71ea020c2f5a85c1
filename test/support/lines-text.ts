import stringWidth from 'string-width';
import { fitText } from '../../source/ui/components/fit-text.ts';
import type { Line } from '../../source/ui/components/lines/line.ts';

/** Lines of a screen as the terminal shows them, without looks. */
export const linesText = (lines: readonly Line[]): readonly string[] => lines.map(lineText);

const lineText = (line: Line): string => {
  if (line.kind === 'text')
    return line.parts
      .map(({ text }) => text)
      .join('')
      .trimEnd();
  const cells = line.columns.map(({ key, heading, width, align }) =>
    fitText(line.cells?.[key] ?? (line.cells === undefined ? heading : ''), width, align),
  );
  return `${' '.repeat(line.indent)}${cells.map((cell) => ` ${cell} `).join('')}`.trimEnd();
};

/** The widest of the lines, cells. */
export const widestOf = (lines: readonly string[]): number => Math.max(0, ...lines.map((line) => stringWidth(line)));
