import type { Snapshot } from '../services/odoo/live-queue/snapshot.ts';

/**
 * Walks through the known ids in slices. A round looks for rows written since the round before it began, so that
 * whatever happens meanwhile is found by this round or the next.
 */
export class VerificationRound {
  /** What the round before it could see; rows written by anyone else are read again. */
  readonly since: Snapshot;
  readonly #ids: readonly number[];
  #next = 0;
  #began: Snapshot | undefined;

  constructor(ids: readonly number[], since: Snapshot) {
    this.#ids = ids;
    this.since = since;
  }

  /** The next ids to look up, at most `size`. */
  slice(size: number): readonly number[] {
    return this.#ids.slice(this.#next, this.#next + size);
  }

  /** The ids that follow this one, at most `count`. */
  after(id: number, count: number): readonly number[] {
    const next = this.#placeAfter(id);
    return this.#ids.slice(next, next + count);
  }

  /** Notes that a slice was looked up in a snapshot. */
  advance(count: number, snapshot: Snapshot): void {
    this.#began ??= snapshot;
    this.#next += count;
  }

  get isOver(): boolean {
    return this.#began !== undefined && this.#next >= this.#ids.length;
  }

  /** The snapshot of its first slice: everything it found is at least as new. */
  get began(): Snapshot | undefined {
    return this.#began;
  }

  /** Of the first id above this one. */
  #placeAfter(id: number): number {
    let from = 0;
    let to = this.#ids.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#ids[middle] ?? 0) <= id) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
