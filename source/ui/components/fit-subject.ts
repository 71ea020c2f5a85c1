import stringWidth from 'string-width';
import { fitText } from './fit-text.ts';

/**
 * A subject in so many cells; where it is cut, its beginning and its last word with a digit stay: the one tells what it
 * is about, the other tells documents apart.
 */
export const fitSubject = (subject: string, width: number): string => {
  if (stringWidth(subject) <= width) return fitText(subject, width);
  const reference = subject.match(/\S*\d\S*(?=\D*$)/);
  const end = reference === null ? 0 : (reference.index ?? 0) + reference[0].length;
  if (end < width || (reference?.[0].length ?? 0) > width - 2) return fitText(subject, width);
  const [number = ''] = reference ?? [];
  return fitText(subject, width - stringWidth(number)) + number;
};
