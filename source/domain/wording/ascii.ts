/** The typographic characters of our own sentences, and what stands for them. */
const spelled: Readonly<Record<string, string>> = {
  '…': '...',
  '·': '-',
  '–': '-',
  '—': '-',
  '→': '->',
  '←': '<-',
  '↑': '^',
  '↓': 'v',
  '×': 'x',
  '≥': '>=',
  '≤': '<=',
  '≈': '~',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '•': '*',
  '§': 'section ',
  '✔': '+',
  '✖': 'x',
  '❯': '>',
  '\u00a0': ' ',
  '\u202f': ' ',
};

/** Signs and punctuation spelled, letters untouched: for a screen whose font has letters only. */
export const spellTypography = (text: string): string =>
  text.replace(/[^\u0000-\u007f]/gu, (character) => spelled[character] ?? character);

/**
 * The same in ASCII (`--ascii`): a letter that ASCII lacks becomes `?`. Foreign names are not transliterated: an address
 * that reads otherwise than it is would mislead.
 */
export const toAscii = (text: string): string => spellTypography(text).replace(/[^\u0000-\u007f]/gu, '?');
