/** A sentence that may end in somebody else's words (a server's, a library's), with one full stop where it has none. */
export const endSentence = (text: string): string => {
  const trimmed = text.trimEnd();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
};
