import { literalPattern } from '../lib/literal-pattern.ts';
import { mask } from './secret.ts';

/** Shorter pieces of a shifted base64 text would hide half of what the server says. */
const leastShiftedLength = 6;

/**
 * The text's base64, whole and as it looks inside a longer base64 text: at each of the three offsets, without the
 * characters that its neighbours share.
 */
const base64Forms = (text: string): readonly string[] => {
  const bytes = Buffer.from(text, 'utf8');
  const shifted = [0, 1, 2].map((offset) => {
    const first = offset === 0 ? 0 : offset + 1;
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    return Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(first, last);
  });
  const whole = bytes.toString('base64');
  return [whole, whole.replace(/=+$/, ''), ...shifted.filter((form) => form.length >= leastShiftedLength)];
};

const readableForms = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text.toWellFormed()),
  JSON.stringify(text).slice(1, -1),
];

const codedForms = (text: string): readonly string[] => {
  const forms = [Buffer.from(text, 'utf8').toString('hex'), ...base64Forms(text)];
  return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
};

/** A readable secret shorter than this inside a longer word is chance, and hiding it there would tell what it is. */
const leastHiddenInside = 6;

/** Where a readable form is hidden: anywhere, or only where it stands alone. */
const placeOf = (form: string): string | RegExp =>
  form.length >= leastHiddenInside
    ? form
    : new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}\\.)${literalPattern(form)}(?![\\p{L}\\p{N}]|\\.\\p{N})`, 'gu');

/** Hides secrets, however a server may echo them: as they are, in base64 at any offset, in hex, URL- or JSON-escaped. */
export class Masker {
  readonly #places = new Map<string, string | RegExp>();
  #ordered: readonly (string | RegExp)[] = [];

  /** Hides this text, too, from now on. */
  hide(secret: string): void {
    if (secret === '') return;
    for (const form of readableForms(secret)) this.#places.set(form, placeOf(form));
    for (const form of codedForms(secret)) if (form !== '') this.#places.set(form, form);
    // Longest first, so that a part never breaks up the whole.
    this.#ordered = [...this.#places].sort(([a], [b]) => b.length - a.length).map(([, place]) => place);
  }

  apply(text: string): string {
    return this.#ordered.reduce<string>((masked, place) => masked.replaceAll(place, mask), text);
  }
}
