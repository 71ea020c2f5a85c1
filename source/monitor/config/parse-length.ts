import { dayMs, hourMs, minuteMs, secondMs } from '../../lib/time-units.ts';

const units: Readonly<Record<string, number>> = { s: secondMs, m: minuteMs, h: hourMs, d: dayMs };

/** `90s`, `5m`, `4h`, `14d` in ms; undefined for anything else, a bare number too: of what? */
export const parseLength = (text: string): number | undefined => {
  const [, count, unit = ''] = /^(\d{1,9})\s?([smhd])$/.exec(text) ?? [];
  const ms = units[unit];
  return count === undefined || ms === undefined ? undefined : Number(count) * ms;
};
