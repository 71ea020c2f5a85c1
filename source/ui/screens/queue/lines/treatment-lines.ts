import stringWidth from 'string-width';
import type { NextStep } from '../../../../domain/finding/next-step.ts';
import { fitText } from '../../../components/fit-text.ts';
import { type Line, type Part, textLine } from '../../../components/lines/line.ts';
import { namedKeys } from '../../../keys/named-keys.ts';
import type { Frame } from './frame.ts';

/** What to do, as short as it stays understood: what follows a semicolon is how, and the remedy's own dialog says it. */
export const shortenStep = ({ title }: Pick<NextStep, 'title'>): string => {
  const about = /\(([^()]*(?:\([^()]*\))?)\)$/.exec(title)?.[1]?.replace(/ \(.*$/, '');
  const what = title.replace(/;.*$/, '').replace(/ \([^()]*(?:\([^()]*\))?\)$/, '');
  return about === undefined ? what : `${what} (${about})`;
};

const margin = 2;
const gap = 3;

/** The steps in their order beside the key that begins the first, where it does, over as many lines as there is room for. */
export const treatmentLines = (
  steps: readonly NextStep[],
  { columns, rows }: Pick<Frame, 'columns' | 'rows'>,
  { isBound = true }: { readonly isBound?: boolean } = {},
): readonly Line[] => {
  if (steps.length === 0) return [];
  const most = rows < 16 ? 1 : rows < 30 ? 2 : 3;
  const lead = `${' '.repeat(margin)}${namedKeys.mend}  `;
  const room = columns - lead.length;
  const words = steps.map((step, index) => `${index + 1} ${shortenStep(step)}`);
  const lines: string[][] = [[]];
  for (const word of words) {
    const line = lines.at(-1) ?? [];
    const width = stringWidth([...line, word].join(' '.repeat(gap)));
    if (line.length > 0 && width > room) lines.push([word]);
    else line.push(word);
  }
  const shown = lines.slice(0, most);
  const left = steps.length - shown.flat().length;
  const more = left === 0 ? '' : `${' '.repeat(gap)}and ${left} more`;
  return shown.map((line, index) => {
    const end = index === shown.length - 1 ? more : '';
    const text =
      fitText(line.join(' '.repeat(gap)), Math.min(room - end.length, stringWidth(line.join(' '.repeat(gap))))) + end;
    const first: readonly Part[] = [
      { text: ' '.repeat(margin) },
      isBound ? { text: namedKeys.mend, tone: 'strong' } : { text: ' '.repeat(namedKeys.mend.length) },
      { text: '  ' },
    ];
    return textLine(...(index === 0 ? first : [{ text: ' '.repeat(lead.length) }]), { text });
  });
};
