import stringWidth from 'string-width';
import { fitText } from '../../../components/fit-text.ts';
import { blank, type Line, type Part } from '../../../components/lines/line.ts';

/** Two blocks of text beside each other, the first in so many cells. */
export const beside = (left: readonly Line[], right: readonly Line[], leftWidth: number): readonly Line[] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
    kind: 'text' as const,
    parts: [...fitParts(partsOf(left[index] ?? blank), leftWidth), ...partsOf(right[index] ?? blank)],
  }));

const partsOf = (line: Line): readonly Part[] => (line.kind === 'text' ? line.parts : []);

/** The same parts in exactly so many cells. */
const fitParts = (parts: readonly Part[], width: number): readonly Part[] => {
  const fitted: Part[] = [];
  let taken = 0;
  for (const part of parts) {
    const room = width - taken;
    if (room <= 0) break;
    const cells = stringWidth(part.text);
    fitted.push(cells <= room ? part : { ...part, text: fitText(part.text, room) });
    taken += Math.min(cells, room);
  }
  return taken < width ? [...fitted, { text: ' '.repeat(width - taken) }] : fitted;
};
