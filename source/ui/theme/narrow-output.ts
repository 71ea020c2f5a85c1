import stringWidth from 'string-width';
import { spellTypography } from '../../domain/wording/ascii.ts';
import { filterOutput } from './filter-output.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Whose first character alone would say something else: a full stop for what was cut, a dash for an arrow. */
const inOneCell: Readonly<Record<string, string>> = { '…': '~', '→': '>' };

/** What stands for a sign must take the same room, or the line would grow. */
const narrowSign = (sign: string): string => inOneCell[sign] ?? spellTypography(sign).slice(0, 1);

/**
 * A frame as a poorer font can show it, every line as long as before: signs spelled in one character, and with
 * `letters: 'ascii'` a question mark for every other character that ASCII lacks.
 */
export const narrowFrame = (frame: string, letters: 'ascii' | 'all'): string =>
  frame.replace(/[^\u0000-\u007f]+/g, (run) =>
    Array.from(segmenter.segment(run), ({ segment }) => {
      const spelled = narrowSign(segment);
      if (spelled !== '' && spelled <= '\u007f') return spelled;
      return letters === 'all' ? segment : '?'.repeat(stringWidth(segment));
    }).join(''),
  );

/** The terminal, with everything that is written to it narrowed. */
export const narrowOutput = (stdout: NodeJS.WriteStream, letters: 'ascii' | 'all'): NodeJS.WriteStream =>
  filterOutput(stdout, (text) => narrowFrame(text, letters));
