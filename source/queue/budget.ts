/** Share of one core of the server that looking up known mails may take while the table is being written to. */
const busyShare = 0.005;
/** The same while PostgreSQL's counters say that nobody writes to it: another database is what is busy. */
const quietShare = 0.001;
/** The counters may be this late (PostgreSQL flushes them when a backend goes idle, at the latest after ten seconds). */
const counterDelayMs = 15_000;
/** A queue of ordinary size is looked up whole at every look; this many cost some four milliseconds. */
const ordinaryIds = 2_000;
/** Even with the budget overdrawn a round goes on. */
const leastIds = 200;
const mostCreditMs = 250;

/** Says how many known mails may be looked up now, so that watching stays far below one per cent of a core. */
export class VerificationBudget {
  #creditMs = mostCreditMs;
  #costPerId = 0.003;
  #refilledAt: number;
  #writes = -1;
  #writtenAt: number;

  constructor(nowMs: number) {
    this.#refilledAt = nowMs;
    this.#writtenAt = nowMs;
  }

  /** How many ids to look up; `writes` is the table's own tally of writes. */
  allow(nowMs: number, writes: number): number {
    if (writes !== this.#writes) this.#writtenAt = nowMs;
    this.#writes = writes;
    const share = nowMs - this.#writtenAt < counterDelayMs ? busyShare : quietShare;
    this.#creditMs = Math.min(mostCreditMs, this.#creditMs + (nowMs - this.#refilledAt) * share);
    this.#refilledAt = nowMs;
    return this.#creditMs <= 0 ? leastIds : Math.max(ordinaryIds, Math.floor(this.#creditMs / this.#costPerId));
  }

  /** Pays for a look-up and learns what one costs. */
  spend(ids: number, durationMs: number): void {
    this.#creditMs -= durationMs;
    if (ids >= leastIds) this.#costPerId = this.#costPerId * 0.7 + (durationMs / ids) * 0.3;
  }
}
