import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { sanitize } from '../../domain/sanitize.ts';
import { Secret } from '../../domain/secret.ts';

/** What a value means, or what was expected in its place. `undefined` stands for "as if it were not there". */
export type Cast<T> = (text: string, series: OdooSeries | undefined) => Reading<T>;

type Reading<T> = { readonly value: T | undefined } | { readonly expected: string };

/**
 * How `odoo-bin --save` of some version writes "nothing". Odoo 19 takes both for nothing (config.py,
 * `_load_file_options`); older versions take None literally for some keys, which nobody means.
 */
const isNothing = (text: string): boolean => ['', 'None', 'False', 'false'].includes(text);

export const asText: Cast<string> = (text) => ({ value: isNothing(text) ? undefined : sanitize(text) });

export const asSecret: Cast<Secret> = (text) => ({ value: isNothing(text) ? undefined : new Secret(text) });

/** Comma-separated, blanks around each dropped. */
export const asList: Cast<readonly string[]> = (text) => {
  const items = isNothing(text) ? [] : sanitize(text).split(',');
  const named = items.map((item) => item.trim()).filter((item) => item !== '');
  return { value: named.length === 0 ? undefined : named };
};

/** optparse's integers: decimal, 0x…, 0b…, and a leading 0 means octal (Lib/optparse.py, `_parse_num`). */
const parseInteger = (text: string): number | undefined => {
  const digits = text.trim().replaceAll('_', '').toLowerCase();
  if (/^[-+]?(0|[1-9]\d*)$/.test(digits)) return Number(digits);
  if (/^0(x[\da-f]+|b[01]+|o[0-7]+)$/.test(digits)) return Number(digits);
  return /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
};

export const asInteger: Cast<number> = (text, series) => {
  // Up to 18 the word becomes Python's False, which counts as 0; 19 skips it.
  if (text === 'False' || text === 'false') return { value: traitsOf(series).typedOptions ? undefined : 0 };
  if (isNothing(text)) return { value: undefined };
  const value = parseInteger(text);
  return value !== undefined && Number.isSafeInteger(value) ? { value } : { expected: 'a whole number' };
};

export const asPort: Cast<number> = (text, series) => {
  const reading = asInteger(text, series);
  if ('expected' in reading || reading.value === undefined || reading.value === 0) {
    return 'expected' in reading ? reading : { value: undefined };
  }
  return reading.value > 0 && reading.value < 65_536 ? reading : { expected: 'a port, 1 to 65535' };
};

const yes = ['1', 'yes', 'true', 'on'];
const no = ['0', 'no', 'false', 'off'];

/** Up to 18 only True, true, False and false are known and any other text counts as true; 19 knows yes, on, 1 too. */
export const asBoolean: Cast<boolean> = (text, series) => {
  const word = text.toLowerCase();
  if (!traitsOf(series).typedOptions) return { value: text !== '' && text !== 'False' && text !== 'false' };
  if (yes.includes(word)) return { value: true };
  if (no.includes(word)) return { value: false };
  return word === '' || word === 'none' ? { value: undefined } : { expected: 'True or False' };
};

/** One of a closed list of words. */
export const asOneOf =
  <Word extends string>(words: readonly Word[]): Cast<Word> =>
  (text) => {
    if (isNothing(text)) return { value: undefined };
    const word = words.find((known) => known === text);
    return word === undefined ? { expected: `one of ${words.join(', ')}` } : { value: word };
  };
