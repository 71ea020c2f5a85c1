import type { Random } from './random.ts';

const hourMs = 3_600_000;

/** Mails in each hour of a working day, relative to each other. */
const dailyRhythm = [1, 1, 1, 1, 1, 2, 6, 18, 40, 58, 64, 52, 34, 46, 56, 50, 38, 20, 9, 6, 4, 3, 2, 1] as const;
/** Sunday first. */
const weeklyRhythm = [0.06, 1, 1.05, 1, 0.95, 0.85, 0.12] as const;
/** In the demo it is always a Monday, noon: whoever opens it on a Sunday night still meets a company at work. */
const demoMonday = Date.UTC(2026, 10, 23, 12);

/**
 * Exactly `count` moments of the last `days` days, oldest first, in the rhythm of a company's working week. Whole seconds;
 * the last one is at least a minute ago.
 */
export function workingMoments(count: number, days: number, now: Date, random: Random): Date[] {
  const hours = Array.from({ length: days * 24 }, (_, index) => index - days * 24);
  const weights = hours.map((hour) => weigh(new Date(demoMonday + hour * hourMs), random));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  let placed = 0;
  const moments: Date[] = [];
  for (const [index, hour] of hours.entries()) {
    reached += weights[index] ?? 0;
    const due = Math.round((count * reached) / total);
    const start = now.getTime() + hour * hourMs;
    moments.push(...spread(due - placed, new Date(start), new Date(start + hourMs - 60_000), random));
    placed = due;
  }
  return moments;
}

function weigh(hour: Date, random: Random): number {
  const ofDay = dailyRhythm[hour.getUTCHours()] ?? 1;
  const ofWeek = weeklyRhythm[hour.getUTCDay()] ?? 1;
  return ofDay * ofWeek * (0.75 + random.next() / 2);
}

/** `count` moments between two others, oldest first, whole seconds. */
export function spread(count: number, from: Date, to: Date, random: Random): Date[] {
  const length = to.getTime() - from.getTime();
  return Array.from({ length: count }, () => Math.floor((from.getTime() + random.next() * length) / 1000) * 1000)
    .sort((a, b) => a - b)
    .map((time) => new Date(time));
}

/** A moment before `now`. */
export function before(now: Date, { hours = 0, minutes = 0 }: { hours?: number; minutes?: number }): Date {
  return new Date(now.getTime() - hours * hourMs - minutes * 60_000);
}

/** As Odoo stores a moment: UTC, without a zone. */
export function toUtc(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}
