/** The beginning of a text that is too long to be read, with `…` for the rest; `most` is in characters. */
export const shortenText = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')
        .trimEnd()}…`;
