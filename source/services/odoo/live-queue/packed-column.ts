import { toMilliseconds } from '../decode.ts';

/**
 * Columns of many rows as PostgreSQL keeps them, in hexadecimal digits: to print and to read two hundred thousand dates
 * as text takes either side a tenth of a second. `int4send` and `timestamp_send` put the highest byte first (src/backend/
 * libpq/pqformat.c); what Node runs on here has it last.
 */
const idBytes = 4;
const timeBytes = 8;

/** PostgreSQL counts from the year 2000, in microseconds. */
const postgresEpoch = 946_684_800_000_000;
const wordSize = 2 ** 32;
/** The first half of `infinity`, and of the mark for no date; no date that PostgreSQL can keep has it. */
const endless = 0x7fff_ffff;

/** Hexadecimal digits that stand for no date: behind the last one that there is, before `infinity`. */
export const noTime = '7fffffff00000000';

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

/** Writes what `timestamp_send` gave into a place of `times`, as milliseconds since 1970; NaN for none. */
export const fillTimes = (times: Float64Array, digits: string): void => {
  const bytes = Buffer.from(times.buffer, times.byteOffset, times.byteLength);
  bytes.write(digits, 'hex');
  bytes.swap64();
  const lows = new Uint32Array(times.buffer, times.byteOffset, times.length * 2);
  const highs = new Int32Array(times.buffer, times.byteOffset, times.length * 2);
  for (let place = 0; place < times.length; place++) {
    times[place] = toTime(highs[2 * place + 1] ?? 0, lows[2 * place] ?? 0);
  }
};

/** The same for some rows alone, whose ids stand before their times, in the order of `ids`. */
export const fillSomeTimes = (times: Float64Array, ids: Int32Array, digits: string): void => {
  const bytes = Buffer.from(digits, 'hex');
  let place = 0;
  for (let at = 0; at < bytes.length; at += idBytes + timeBytes) {
    place = ids.indexOf(bytes.readInt32BE(at), place);
    times[place] = toTime(bytes.readInt32BE(at + idBytes), bytes.readUInt32BE(at + idBytes + 4));
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
