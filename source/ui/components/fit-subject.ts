import stringWidth from 'string-width';
import { fitText } from './fit-text.ts';

/** A subject in so many cells; where it is cut, its last word with a digit stays: a number tells documents apart. */
export const fitSubject = (subject: string, width: number): string => {
  if (stringWidth(subject) <= width) return fitText(subject, width);
  const reference = subject.match(/\S*\d\S*(?=\D*$)/);
  const end = reference === null ? 0 : (reference.index ?? 0) + reference[0].length;
  if (end < width || (reference?.[0].length ?? 0) >= width) return fitText(subject, width);
  return fitText(`…${subject.slice(Math.max(0, end - (width - 1)), end)}`, width);
};
