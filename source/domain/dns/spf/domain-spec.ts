const macro = /%(?:\{(?<letter>[slodiphcrtv])(?<digits>\d*)(?<reverse>r?)(?<delimiters>[.\-+,/_=]*)\}|[%_-])/gi;

/** The macro letters in use, lower case. */
export const macroLetters = (text: string): readonly string[] =>
  [...text.matchAll(macro)].flatMap(({ groups }) => groups?.['letter']?.toLowerCase() ?? []);

/** Whether the name depends on the message, so that it cannot be looked up without one. */
export const hasMacro = (text: string): boolean => text.includes('%{');

const hasBrokenMacro = (text: string): boolean => text.replaceAll(macro, '').includes('%');

const hasZeroDigits = (text: string): boolean =>
  [...text.matchAll(macro)].some(({ groups }) => /^0+$/.test(groups?.['digits'] ?? ''));

const topLabel = /^(?=.*[a-z-])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const endsInMacro = /%(?:\{[^{}]+\}|[%_-])$/;

/** Whether a text may be the value of a modifier that receivers do not know (RFC 7208 §12: a macro-string). */
export const isMacroString = (text: string): boolean => /^[\x21-\x7e]*$/.test(text) && !hasBrokenMacro(text);

/** Why a text is not a domain-spec (RFC 7208 §7.1), or undefined when it is one. `explains` allows c, r and t. */
export const faultOfDomainSpec = (text: string, { explains = false } = {}): string | undefined => {
  if (text === '') return 'it names no domain';
  if (!/^[\x21-\x7e]+$/.test(text)) return 'it contains characters that are not printable ASCII';
  if (hasBrokenMacro(text)) return "it contains a '%' that is not a macro";
  if (hasZeroDigits(text)) return 'a macro keeps zero parts';
  if (!explains && macroLetters(text).some((letter) => 'crt'.includes(letter))) {
    return 'the macros c, r and t are for explanations only';
  }
  const name = text.replace(/\.$/, '');
  if (endsInMacro.test(name)) return undefined;
  const labels = name.split('.');
  if (labels.length < 2) return `'${text}' is not a full domain name`;
  return topLabel.test(labels.at(-1) ?? '') ? undefined : `'${text}' does not end like a domain name`;
};
