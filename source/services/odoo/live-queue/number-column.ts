const comma = 44;
const point = 46;
const zero = 48;

/**
 * Fills `numbers` with those between the commas of a text, NaN for an empty field. Digit by digit and in one loop: `split` would make a
 * string of each, a function called for each a boxed number, and of some hundred thousand that is the memory of a run.
 */
export const fillNumbers = (numbers: Float64Array, text: string): void => {
  numbers.fill(Number.NaN);
  let from = 0;
  for (let place = 0; place < numbers.length && from <= text.length; place++) {
    let at = from;
    let value = 0;
    let scale = 0;
    let isPlain = true;
    for (let code = text.charCodeAt(at); at < text.length && code !== comma; code = text.charCodeAt(++at)) {
      const digit = code - zero;
      if (code === point) scale = 1;
      else if (digit < 0 || digit > 9) isPlain = false;
      else {
        value = value * 10 + digit;
        scale *= 10;
      }
    }
    // A sign, an exponent, a word: rare enough for the long way.
    if (!isPlain) numbers[place] = Number(text.slice(from, at));
    else if (at > from) numbers[place] = scale > 0 ? value / scale : value;
    from = at + 1;
  }
};

/** Fills `numbers` with the fields between the commas of a text, turned into numbers one by one; empty ones are NaN and cost nothing. */
export const fillFromFields = (numbers: Float64Array, text: string, toNumber: (field: string) => number): void => {
  numbers.fill(Number.NaN);
  let from = 0;
  for (let place = 0; place < numbers.length && from <= text.length; place++) {
    if (text.charCodeAt(from) === comma) {
      from += 1;
      continue;
    }
    const found = text.indexOf(',', from);
    const end = found === -1 ? text.length : found;
    if (end > from) numbers[place] = toNumber(text.slice(from, end));
    from = end + 1;
  }
};
