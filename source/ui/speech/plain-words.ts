const units: Readonly<Record<string, string>> = { d: 'day', h: 'hour', m: 'minute', s: 'second' };

const spellUnit = (count: string, unit: string): string => {
  const number = Number(count);
  return `${number} ${units[unit] ?? unit}${number === 1 ? '' : 's'}`;
};

const rates: Readonly<Record<string, string>> = { s: 'second', min: 'minute' };

/** Bars, boxes, pointers and signs: what is only seen. */
const drawn = /[\u2500-\u259f\u25b2\u25b8\u25bc\u25be\u25cf\u276f\u2714\u2716]+/g;

/** A key that a sentence says something of, as of the one for undo that it takes something back. */
const lonelyKey = /(?<![\w'./-]|capital )[A-Z](?= (?:takes|begins|shows|sends|holds|mends) )/g;

/** A sentence of a screen as it is read aloud: units and signs in words, and nothing that is only seen. */
export const plainWords = (text: string): string =>
  text
    .replace(
      /\b(\d+) (d|h) (\d+) (h|m)\b/g,
      (_, one, unit, other, smaller) =>
        `${spellUnit(String(one), String(unit))} ${spellUnit(String(other), String(smaller))}`,
    )
    .replace(/(?<![\d.])(\d+(?:\.\d+)?) ([dhms])\b(?![-/\w])/g, (_, count, unit) =>
      spellUnit(String(count), String(unit)),
    )
    .replace(/(\d)\/(s|min)\b/g, (_, digit, unit) => `${digit} a ${rates[String(unit)]}`)
    .replace(/≥\s*/g, 'at least ')
    .replace(/≈\s*/g, 'about ')
    .replace(/\s+→\s+/g, ' to ')
    .replace(/←\s*/g, '')
    .replace(/\s+·\s+/g, ', ')
    .replace(/\s+…/g, '')
    .replace(drawn, '')
    .replace(lonelyKey, 'capital $&')
    .replace(/[ \t\n]+/g, ' ')
    .replace(/ ([,.;:])/g, '$1')
    .trim();

const keyWords: Readonly<Record<string, string>> = {
  '?': 'question mark',
  ':': 'colon',
  '/': 'slash',
  '+': 'plus',
  '-': 'minus',
  '=': 'equals',
  '↑': 'Up',
  '↓': 'Down',
  '←': 'Left',
  '→': 'Right',
  Esc: 'Escape',
  PgUp: 'Page Up',
  PgDn: 'Page Down',
};

/** A key as it is said: signs by their names, and that a letter is a capital, which is not heard. */
export const spellKey = (shown: string): string =>
  shown
    .split(' ')
    .map((key) => keyWords[key] ?? (/^[A-Z]$/.test(key) ? `capital ${key}` : key))
    .join(' or ');

/** Keys and what they do, in one sentence. */
export const sayKeys = (keys: readonly { readonly shown: string; readonly label: string }[]): string =>
  keys.map(({ shown, label }) => `${spellKey(shown)}, ${label}`).join('; ');
