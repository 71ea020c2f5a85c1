import { sanitize } from '../sanitize.ts';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

const decodeEntity = (whole: string, name: string): string => {
  const known = entities[name.toLowerCase()];
  if (known !== undefined) return known;
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
};

/** A body beyond this is pictures, not words; how long reading it takes is bounded by it. */
const mostCharacters = 4_000_000;

/**
 * What a reader of an HTML mail sees, as plain lines: no tags, no styles, blocks on lines of their own. Time grows with
 * the length only: every pattern that begins also matches, because what never ends takes the rest, as in a browser.
 */
export const htmlToText = (html: string): string =>
  // An entity may spell what the edge of the services took out, so the text passes the sanitizer again.
  sanitize(
    html
      .slice(0, mostCharacters)
      .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
      .replace(/<(style|script|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
      .replace(/\s+/g, ' ')
      .replace(/<li\b[^>]*>?/gi, '\n- ')
      .replace(/<(?:br|\/p|\/div|\/tr|\/h[1-6]|\/table|\/ul|\/ol)\b[^>]*>?/gi, '\n')
      .replace(/<[a-z/!?][^>]*>?/gi, '')
      .replace(/&(#?\w{1,8});/g, decodeEntity),
  )
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
