const comma = 44;
const point = 46;
const zero = 48;

/**
 * The numbers between the commas of a text, NaN for an empty field. Digit by digit: `split` would make a string of each,
 * and of some hundred thousand numbers the memory of the whole run.
 */
export const parseNumbers = (text: string, count: number): Float64Array => {
  const numbers = new Float64Array(count).fill(Number.NaN);
  let from = 0;
  for (let place = 0; place < count && from <= text.length; place++) {
    const end = findEnd(text, from);
    numbers[place] = parseNumber(text, from, end);
    from = end + 1;
  }
  return numbers;
};

const findEnd = (text: string, from: number): number => {
  const found = text.indexOf(',', from);
  return found === -1 ? text.length : found;
};

const parseNumber = (text: string, from: number, end: number): number => {
  if (from === end) return Number.NaN;
  let value = 0;
  let scale = 0;
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    const digit = code - zero;
    // A sign, an exponent, a word: rare enough for the long way.
    if (code !== point && (digit < 0 || digit > 9)) return Number(text.slice(from, end));
    if (code === point) scale = 1;
    else {
      value = value * 10 + digit;
      if (scale > 0) scale *= 10;
    }
  }
  return scale > 0 ? value / scale : value;
};

/** The fields between the commas of a text, turned into numbers one by one; empty ones are NaN and cost nothing. */
export const mapFields = (text: string, count: number, toNumber: (field: string) => number): Float64Array => {
  const numbers = new Float64Array(count).fill(Number.NaN);
  let from = 0;
  for (let place = 0; place < count && from <= text.length; place++) {
    const end = text.charCodeAt(from) === comma ? from : findEnd(text, from);
    if (end > from) numbers[place] = toNumber(text.slice(from, end));
    from = end + 1;
  }
  return numbers;
};
