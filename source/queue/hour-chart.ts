import type { Hour } from '../domain/mail/queue.ts';
import { minuteMs } from '../lib/time-units.ts';

const bucketMs = 5 * minuteMs;
const buckets = 12;

/** Counts events by the five minutes they fell into, and forgets them after an hour. */
export class HourChart {
  readonly #counts = new Map<number, number>();

  add(atMs: number, events = 1): void {
    const bucket = Math.floor(atMs / bucketMs);
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + events);
  }

  /** The last hour in five-minute steps, oldest first; the last step is the one under way. */
  read(nowMs: number): Hour {
    const newest = Math.floor(nowMs / bucketMs);
    for (const bucket of this.#counts.keys()) if (bucket <= newest - buckets) this.#counts.delete(bucket);
    return Array.from({ length: buckets }, (_, index) => this.#counts.get(newest - buckets + 1 + index) ?? 0);
  }
}
