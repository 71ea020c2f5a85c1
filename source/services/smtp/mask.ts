export const mask = '••••';

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

const otherForms = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text.toWellFormed()),
  JSON.stringify(text).slice(1, -1),
  Buffer.from(text, 'utf8').toString('hex'),
];

/** Hides secrets, however a server may echo them: as they are, in base64 at any offset, in hex, URL- or JSON-escaped. */
export class Masker {
  #forms: readonly string[] = [];

  /** Hides this text, too, from now on. */
  hide(secret: string): void {
    if (secret === '') return;
    const forms = [...this.#forms, ...otherForms(secret), ...base64Forms(secret)];
    const spelled = forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
    // Longest first, so that a part never breaks up the whole.
    this.#forms = [...new Set(spelled)].filter((form) => form !== '').sort((a, b) => b.length - a.length);
  }

  apply(text: string): string {
    return this.#forms.reduce((masked, form) => masked.replaceAll(form, mask), text);
  }
}
