import type { Secret } from '../../domain/secret.ts';
import { literalPattern } from '../../lib/literal-pattern.ts';

/** A readable secret shorter than this inside a longer word is chance, and hiding it there would tell what it is. */
const leastHiddenInside = 6;

/** A server may quote what it was sent; the key in it is masked: a short password only where it stands as a word. */
export const withoutKey = (words: string, key: Secret): string => {
  const text = key.reveal();
  if (text === '') return words;
  if (text.length >= leastHiddenInside) return words.replaceAll(text, String(key));
  return words.replaceAll(
    new RegExp(`(?<![\\p{L}\\p{N}])${literalPattern(text)}(?![\\p{L}\\p{N}])`, 'gu'),
    String(key),
  );
};
