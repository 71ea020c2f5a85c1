import stringWidth from 'string-width';
import { fitText } from './fit-text.ts';

/** What of the beginning is worth its place beside a number, cells. */
const leastBeginning = 4;

/**
 * A subject in so many cells. Where it is cut, its last word with a digit stays, for that tells documents apart; its
 * beginning stays beside it where there is room for some of it.
 */
export const fitSubject = (subject: string, width: number): string => {
  if (stringWidth(subject) <= width) return fitText(subject, width);
  const match = subject.match(/\S*\d[^\s()[\]{}.,:;!?]*(?=\D*$)/);
  if (match === null) return fitText(subject, width);
  const [number] = match;
  const rest = width - stringWidth(number);
  // One near the beginning is seen anyway, and one that is too long is none.
  if ((match.index ?? 0) + number.length < width || rest < 0) return fitText(subject, width);
  if (rest >= leastBeginning) return fitText(subject, rest) + number;
  return fitText(rest === 0 ? number : `…${number}`, width);
};
