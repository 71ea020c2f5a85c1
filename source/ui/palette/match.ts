/**
 * How well a text fits what was typed, smaller is better; undefined where it does not. Each word of the query has to be
 * found: at the start of a word, within one, or as letters in this order.
 */
export const fuzzyDistance = (query: string, text: string): number | undefined => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  let sum = 0;
  for (const word of words) {
    const distance = wordDistance(word, text.toLowerCase());
    if (distance === undefined) return undefined;
    sum += distance;
  }
  return sum;
};

/** Letters that are scattered are a guess: they never come before what contains the word. */
const scattered = 1_000;

/** Letters that lie further apart than this are there by chance. */
const compactness = 3;

const wordDistance = (word: string, text: string): number | undefined => {
  const at = text.indexOf(word);
  if (at !== -1) return isWordStart(text, at) ? at / text.length : 1 + at;
  const start = text.indexOf(word[0] ?? '');
  let end = start;
  for (const letter of [...word].slice(1)) {
    if (end === -1) return undefined;
    end = text.indexOf(letter, end + 1);
  }
  const isCompact = start !== -1 && end !== -1 && end - start <= word.length * compactness;
  return isCompact ? scattered + (end - start) : undefined;
};

const isWordStart = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
