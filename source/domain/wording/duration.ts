import { dayMs, hourMs, minuteMs, secondMs } from '../../lib/time-units.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const dayOf = (at: Date): string => `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;

/** A length of time in the two units a person would name: `8 s`, `4 m`, `2 h 52 m`, `3 d 4 h`. Takes milliseconds. */
export const formatDuration = (ms: number): string => {
  const whole = Math.max(0, ms);
  if (whole < minuteMs) return `${Math.floor(whole / secondMs)} s`;
  if (whole < hourMs) return `${Math.floor(whole / minuteMs)} m`;
  if (whole < dayMs) return `${Math.floor(whole / hourMs)} h ${twoDigits(Math.floor((whole % hourMs) / minuteMs))} m`;
  return `${Math.floor(whole / dayMs)} d ${Math.floor((whole % dayMs) / hourMs)} h`;
};

/** How long ago something was, or `—` when nobody knows. */
export const formatAge = (since: Date | null, now: Date): string =>
  since === null ? '—' : formatDuration(now.getTime() - since.getTime());

/** The wall clock of whoever looks: `09:12`, and with the date when it was not today. */
export const formatClock = (at: Date, now: Date): string => {
  const clock = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
  return at.toDateString() === now.toDateString() ? clock : `${dayOf(at)} ${clock}`;
};

/** The same to the second: `08:30:12`. */
export const formatMoment = (at: Date, now: Date): string => `${formatClock(at, now)}:${twoDigits(at.getSeconds())}`;

/** Short names by the long ones, which cost nothing: a formatter takes as long to make as a small frame to draw. */
const shortNames = new Map<string, string>();

/** The name of the zone in which all times are told at that moment: `CET`, `GMT+5:30`; `UTC` with `--utc`. */
export const zoneAt = (at: Date): string => {
  const longName = at.toTimeString().slice('hh:mm:ss '.length);
  const known = shortNames.get(longName);
  if (known !== undefined) return known;
  const shortName = shortZoneAt(at);
  shortNames.set(longName, shortName);
  return shortName;
};

const shortZoneAt = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? 'local time';

/** A moment that needs nothing around it: `2026-11-24 10:12 CET`. */
export const formatDateTime = (at: Date): string =>
  `${dayOf(at)} ${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())} ${zoneAt(at)}`;

/** A text whose moments in UTC (ISO 8601) are told in the zone of whoever reads: `2026-11-24 10:12:05 CET`. */
export const tellTimes = (text: string): string =>
  text.replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z\b/g, (moment) => {
    const at = new Date(moment);
    return Number.isNaN(at.getTime()) ? moment : formatTimestamp(at);
  });

const formatTimestamp = (at: Date): string =>
  `${dayOf(at)} ${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}:${twoDigits(at.getSeconds())} ${zoneAt(at)}`;
