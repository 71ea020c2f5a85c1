import type { Snapshot } from '../services/odoo/live-queue/snapshot.ts';

/** A transaction draws its id from the sequence a moment before it is counted as writing; this covers that moment. */
const margin = 500;
/** Before anything is known about the transactions that were open at the start. */
const firstReach = 100_000;
const mostMarks = 512;

interface Mark {
  readonly xmax: bigint;
  readonly top: number;
}

/**
 * Tells the lowest id that a transaction still open may hold, so that mails which commit late are not missed: whoever
 * began to write after a snapshot draws ids above the highest that existed then.
 */
export class Horizon {
  #marks: Mark[] = [];
  #floor: number | undefined;

  /** Remembers what the highest id was in a snapshot. */
  note(snapshot: Snapshot, top: number): void {
    this.#floor ??= Math.max(0, top - firstReach);
    if (this.#marks.at(-1)?.xmax === snapshot.xmax) this.#marks.pop();
    this.#marks.push({ xmax: snapshot.xmax, top });
    if (this.#marks.length > mostMarks) this.#marks = this.#marks.filter((_mark, index) => index % 2 === 0);
  }

  /** Ids of mails that were not visible in `snapshot` and may yet appear are above this one. */
  reachOf(snapshot: Snapshot): number {
    const latest = this.#marks.findLastIndex(({ xmax }) => xmax <= snapshot.xmin);
    const mark = this.#marks[latest];
    if (mark === undefined) return this.#floor ?? 0;
    this.#marks = this.#marks.slice(latest);
    return Math.max(0, mark.top - margin);
  }
}
