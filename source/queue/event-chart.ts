import type { ChartScale } from '../domain/mail/queue.ts';

/** Counts events by the stretch of time they fell into, and forgets them after the chart's reach. */
export class EventChart {
  readonly #scale: ChartScale;
  readonly #counts = new Map<number, number>();

  constructor(scale: ChartScale) {
    this.#scale = scale;
  }

  add(atMs: number, events = 1): void {
    const bucket = Math.floor(atMs / this.#scale.bucketMs);
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + events);
  }

  /** Events of each stretch, oldest first; the last is the one under way. */
  read(nowMs: number): readonly number[] {
    const { bucketMs, buckets } = this.#scale;
    const newest = Math.floor(nowMs / bucketMs);
    for (const bucket of this.#counts.keys()) if (bucket <= newest - buckets) this.#counts.delete(bucket);
    return Array.from({ length: buckets }, (_, index) => this.#counts.get(newest - buckets + 1 + index) ?? 0);
  }
}
