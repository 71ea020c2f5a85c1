import type { MailState } from '../domain/mail/mail-state.ts';
import type { QueuePicture } from '../domain/mail/queue.ts';
import { hourMs } from '../lib/time-units.ts';
import type { FullCount } from '../services/odoo/live-queue/reader.ts';
import type { Refresh } from './live-queue.ts';

/** A count may take this share of one core of the server: one that took 2 s is repeated after 13 minutes. */
const restPerMs = 400;
const shortestRestMs = 10_000;
const longestRestMs = hourMs;
/** Odoo writes a mail's row up to this often while it sends it (pre-write, outcome, message id). */
const writesPerChange = 5;
const unexplainedWrites = 20;

interface Count {
  readonly count: FullCount;
  /** How many had been seen leaving when it began. */
  readonly left: Readonly<{ sent: number; cancel: number }>;
}

interface FullCountsOptions {
  readonly count: () => Promise<FullCount>;
  readonly found: (outstandingIds: readonly number[]) => void;
  /** Hears that there is a first count to be taken: until then nothing that is shown is exact. */
  readonly counted: () => void;
  /** How many mails were seen leaving so far. */
  readonly left: () => Readonly<{ sent: number; cancel: number }>;
  readonly now: () => number;
}

/**
 * Counts the whole table in the background: rarely when that is dear, early when more was written to the table than the
 * known mails explain (a sent mail put back into the queue has no index to be found by), and not at all while nothing
 * becomes visible.
 */
export class FullCounts {
  readonly #options: FullCountsOptions;
  /** The count that is shown. */
  #base: Count | undefined;
  /** A newer one, until the mails that it found can be looked up. */
  #news: Count | undefined;
  #running: Promise<void> | undefined;
  #restUntil = 0;
  #lastDurationMs = 0;
  /** Something became visible since the last count began, or nothing was counted yet. */
  #hasMoved = true;
  #writes: number | undefined;
  #unexplained = 0;

  constructor(options: FullCountsOptions) {
    this.#options = options;
  }

  /** Starts a count unless one is running. */
  begin(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves when no count is running. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Resolves when no count is running, or after so long, ms. */
  async within(ms: number): Promise<void> {
    const limit = Promise.withResolvers<void>();
    const timer = setTimeout(limit.resolve, ms);
    await Promise.race([this.#running, limit.promise]);
    clearTimeout(timer);
  }

  /** Whether a count is shown. */
  get isCounted(): boolean {
    return this.#base !== undefined;
  }

  /** Whether a count ended that is not shown yet. */
  get hasNews(): boolean {
    return this.#news !== undefined;
  }

  /** Weighs what a refresh saw and starts the next count when it is time. */
  observe({ writes, arrived, changed, departed, passedThrough, isUnchanged }: Refresh): void {
    const explained = (arrived.length + changed.length + departed.length + passedThrough) * writesPerChange;
    this.#unexplained += Math.max(0, writes - (this.#writes ?? writes) - explained);
    this.#writes = writes;
    if (!isUnchanged) this.#hasMoved = true;
    const now = this.#options.now();
    const early = this.#unexplained >= unexplainedWrites && now >= this.#restUntil - this.#rest() * 0.9;
    if (this.#hasMoved && (early || now >= this.#restUntil)) this.begin();
  }

  /** Whether a count ended since the last call; from now on it is the one that is shown. */
  takeNews(): boolean {
    if (this.#news === undefined) return false;
    this.#base = this.#news;
    this.#news = undefined;
    return true;
  }

  picture(): Pick<QueuePicture, 'complete' | 'isMovedOn'> {
    return {
      complete: this.isCounted,
      isMovedOn: this.#hasMovedOn(),
    };
  }

  /** States that are not kept by id: the last count, moved on by what was seen leaving since. */
  others(): Readonly<Record<Exclude<MailState, 'outgoing' | 'exception'>, number>> {
    if (this.#base === undefined) return { sent: 0, cancel: 0, received: 0 };
    const { count, left } = this.#base;
    const since = this.#options.left();
    return {
      sent: count.counts.sent + since.sent - left.sent,
      cancel: count.counts.cancel + since.cancel - left.cancel,
      received: count.counts.received,
    };
  }

  #hasMovedOn(): boolean {
    if (this.#base === undefined) return false;
    const { sent, cancel } = this.#options.left();
    return sent !== this.#base.left.sent || cancel !== this.#base.left.cancel;
  }

  #rest(): number {
    return Math.min(longestRestMs, Math.max(shortestRestMs, this.#lastDurationMs * restPerMs));
  }

  async #run(): Promise<void> {
    const began = this.#options.now();
    const left = this.#options.left();
    this.#unexplained = 0;
    this.#hasMoved = false;
    try {
      const count = await this.#options.count();
      this.#options.found(count.outstandingIds);
      this.#news = { count, left };
      if (this.#base === undefined) this.#options.counted();
    } catch {
      this.#hasMoved = true;
      // A count that failed (connection lost, cancelled) leaves the last one standing; its age is on the screen.
    }
    this.#lastDurationMs = this.#options.now() - began;
    this.#restUntil = this.#options.now() + this.#rest();
  }
}
