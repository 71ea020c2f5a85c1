import { sanitize, sanitizeLine } from '../../domain/sanitize.ts';

/** What a field holds when it holds nothing (null), or when this Odoo does not have it (undefined): it stays as it is. */
type Empty = null | undefined;

/** JavaScript's last instant; PostgreSQL's `infinity` and later years end here. */
const farthest = 8.64e15;

/** A time from seconds since 1970. */
export function toDate(seconds: number): Date;
export function toDate(seconds: number | null): Date | null;
export function toDate(seconds: number | Empty): Date | Empty;
export function toDate(seconds: number | Empty): Date | Empty {
  return typeof seconds === 'number' ? new Date(toMilliseconds(seconds)) : seconds;
}

/** Milliseconds from seconds since 1970, within what a Date can hold; NaN stays. */
export const toMilliseconds = (seconds: number): number => clamp(Math.round(seconds * 1000));

/** Text from outside for one line: subject, name, address. */
export const toLine = <Value extends string | Empty>(text: Value): string | (Value & Empty) =>
  typeof text === 'string' ? sanitizeLine(text) : text;

/** Text from outside with its lines and spaces: a reason, a body, a user name that is sent as it stands. */
export const toText = <Value extends string | Empty>(text: Value): string | (Value & Empty) =>
  typeof text === 'string' ? sanitize(text) : text;

const clamp = (milliseconds: number): number => Math.min(Math.max(milliseconds, -farthest), farthest);
