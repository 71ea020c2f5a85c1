import { wrapText } from '../../lib/wrap-text.ts';
import { fitText } from './fit-text.ts';

/** A sentence that is to be read whole: over two lines before it is cut. */
export const overTwoLines = (sentence: string, width: number): readonly string[] => {
  const pieces = wrapText(sentence, width);
  return pieces.length <= 2 ? pieces : [pieces[0] ?? '', fitText(pieces.slice(1).join(' '), width)];
};
