import { literalPattern } from '../../lib/literal-pattern.ts';

/**
 * A list of recipients with one address in place of another, wherever it stands as a whole; names and other addresses
 * stay as they are.
 */
export const replaceAddress = (text: string | null, old: string, address: string): string | null => {
  if (text === null || old === '') return text;
  return text.replaceAll(new RegExp(`(?<![^\\s<,;"(])${literalPattern(old)}(?![^\\s>,;")])`, 'gi'), () => address);
};
