import { toMilliseconds } from '../decode.ts';

/**
 * Columns of many rows as PostgreSQL keeps them, in hexadecimal digits: to print and to read two hundred thousand dates
 * as text takes either side a tenth of a second. `int4send` and `timestamp_send` put the highest byte first (src/backend/
 * libpq/pqformat.c); what Node runs on here has it last.
 */
/** PostgreSQL counts from the year 2000, in microseconds. */
const postgresEpoch = 946_684_800_000_000;
const wordSize = 2 ** 32;
/** The first half of `infinity`, and of the mark for no date; no date that PostgreSQL can keep has it. */
const endless = 0x7fff_ffff;

/** Hexadecimal digits that stand for no date: behind the last one that there is, before `infinity`. */
export const noTime = '7fffffff00000000';

/** A half beyond these belongs to a date in another ten thousand years, or to none. */
const usualHalf = 2 ** 26;

/** Milliseconds since 1970 from the halves of a timestamp, NaN for none. */
const toTime = (high: number, low: number): number => {
  if (high === endless) return low === 0 ? Number.NaN : toMilliseconds(Number.POSITIVE_INFINITY);
  return toMilliseconds((high * wordSize + low + postgresEpoch) / 1_000_000);
};

/** Writes what `int4send` gave into a place of `ids`: no number of them is made. */
export const fillIds = (ids: Int32Array, digits: string): void => {
  const bytes = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);
  bytes.write(digits, 'hex');
  bytes.swap32();
};

/**
 * Writes what `timestamp_send` gave into a place of `times`, as milliseconds since 1970; NaN for none. The loop calls
 * nothing for a usual date: so many calls would be most of what it costs.
 */
export const fillTimes = (times: Float64Array, digits: string): void => {
  const bytes = Buffer.from(times.buffer, times.byteOffset, times.byteLength);
  bytes.write(digits, 'hex');
  bytes.swap64();
  const lows = new Uint32Array(times.buffer, times.byteOffset, times.length * 2);
  const highs = new Int32Array(times.buffer, times.byteOffset, times.length * 2);
  for (let place = 0; place < times.length; place++) {
    const high = highs[2 * place + 1] ?? 0;
    const low = lows[2 * place] ?? 0;
    times[place] =
      high < usualHalf && high > -usualHalf
        ? Math.round(((high * wordSize + low + postgresEpoch) / 1_000_000) * 1_000)
        : toTime(high, low);
  }
};

/** An id and the halves of a time. */
const wordsInRow = 3;

/** The same for some rows alone, whose ids stand before their times, in the order of `ids`. */
export const fillSomeTimes = (times: Float64Array, ids: Int32Array, digits: string): void => {
  const words = new Int32Array(digits.length / 8);
  fillIds(words, digits);
  let place = 0;
  for (let at = 0; at < words.length; at += wordsInRow) {
    const id = words[at] ?? 0;
    if (ids[place] !== id) place = ids.indexOf(id, place);
    times[place] = toTime(words[at + 1] ?? 0, (words[at + 2] ?? 0) >>> 0);
    place += 1;
  }
};

/** The same with texts: `12 2026-11-29 10:00:00,15 …`. */
export const fillFromTexts = (
  times: Float64Array,
  ids: Int32Array,
  { texts, toNumber }: { readonly texts: string; readonly toNumber: (text: string) => number },
): void => {
  if (texts === '') return;
  let place = 0;
  for (const text of texts.split(',')) {
    const end = text.indexOf(' ');
    place = ids.indexOf(Number(text.slice(0, end)), place);
    times[place] = toNumber(text.slice(end + 1));
  }
};
