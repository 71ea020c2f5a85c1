import { dayMs, hourMs, minuteMs } from '../../lib/time-units.ts';

const unitMs: Readonly<Record<string, number>> = {
  m: minuteMs,
  h: hourMs,
  d: dayMs,
  w: 7 * dayMs,
};

/** An age as a person writes it, `30d`, `12h`, `90m`, `2w`, in milliseconds; undefined for anything else. */
export const parseAge = (text: string): number | undefined => {
  const [, amount, unit = ''] = /^(\d{1,6})\s?([mhdw])$/i.exec(text.trim()) ?? [];
  const ms = unitMs[unit.toLowerCase()];
  return amount === undefined || ms === undefined ? undefined : Number(amount) * ms;
};
