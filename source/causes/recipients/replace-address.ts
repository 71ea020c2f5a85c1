/**
 * A list of recipients with one address in place of another, wherever it stands as a whole; names and other addresses
 * stay as they are.
 */
export const replaceAddress = (text: string | null, old: string, address: string): string | null => {
  if (text === null || old === '') return text;
  const literal = old.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return text.replaceAll(new RegExp(`(?<![^\\s<,;"(])${literal}(?![^\\s>,;")])`, 'gi'), () => address);
};
