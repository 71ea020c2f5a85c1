import { isDeepStrictEqual } from 'node:util';
import type { QueuePicture } from '../domain/mail/queue.ts';
import type { LiveQueueReader } from '../services/odoo/live-queue/reader.ts';
import { explainLoss, isLocked } from './explain-loss.ts';
import { FullCounts } from './full-counts.ts';
import { LiveQueue, type Refresh } from './live-queue.ts';
import type { QueueEvent } from './queue-events.ts';
import { Tally } from './tally.ts';

const arrivalsReach = 20_000;
/** Some hundred thousand rows are counted in that time: then there is no picture of a part of them before. */
const shortCountMs = 100;

export interface WatcherOptions {
  readonly reader: LiveQueueReader;
  readonly intervalMs: number;
  readonly now: () => Date;
  readonly listener: (event: QueueEvent) => void;
}

/**
 * Watches one queue: looks every interval (never two looks at once), tells the listener what it saw, and starts over
 * when the database was away. Reading errors become events; it never throws.
 */
export class QueueWatcher {
  readonly #options: WatcherOptions;
  readonly #abort = new AbortController();
  #queue: LiveQueue;
  #tally: Tally;
  #counts: FullCounts;
  #started = false;
  #timer: NodeJS.Timeout | undefined;
  #intervalMs: number;
  #busy: Promise<void> | undefined;
  #lostSince: Date | undefined;
  /** That failed, since it was lost. */
  #attempts = 0;
  #standing: ReturnType<Tally['standing']> | undefined;
  #picture: QueuePicture | undefined;
  #lookedAt: Date | undefined;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#intervalMs = options.intervalMs;
    this.#tally = new Tally();
    this.#queue = this.#createQueue();
    this.#counts = this.#createCounts();
  }

  /** Begins to look, and goes on until `stop`. */
  start(): void {
    void this.#tick(false);
  }

  /** Looks now, at every known mail; resolves when the listener has been told. */
  async refresh(): Promise<void> {
    await this.#lookNow(true);
  }

  setInterval(ms: number): void {
    this.#intervalMs = ms;
    if (this.#busy === undefined) this.#schedule();
  }

  /** Ends every statement under way; nothing is told after this. */
  async stop(): Promise<void> {
    this.#abort.abort(new Error('the watcher was stopped'));
    clearTimeout(this.#timer);
    await Promise.allSettled([this.#busy, this.#counts.idle()]);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#abort.signal.aborted) this.#timer = setTimeout(() => void this.#tick(false), this.#intervalMs);
  }

  async #lookNow(thorough: boolean): Promise<void> {
    await this.#busy;
    if (!this.#abort.signal.aborted) await this.#tick(thorough);
  }

  async #lookAtNews(): Promise<void> {
    await this.#busy;
    if (this.#counts.hasNews) await this.#lookNow(false);
  }

  async #tick(thorough: boolean): Promise<void> {
    if (this.#busy !== undefined) return await this.#busy;
    clearTimeout(this.#timer);
    this.#busy = this.#look(thorough);
    await this.#busy;
    this.#busy = undefined;
    this.#schedule();
  }

  async #look(thorough: boolean): Promise<void> {
    const began = this.#options.now();
    const late = setTimeout(
      () => this.#emit({ kind: 'stale', since: began, lookedAt: this.#lookedAt }),
      Math.max(3_000, 2 * this.#intervalMs),
    );
    try {
      await (this.#started ? this.#refresh(thorough) : this.#startOver());
      this.#lookedAt = this.#options.now();
    } catch (error) {
      await this.#lose(error);
    } finally {
      clearTimeout(late);
    }
  }

  async #startOver(): Promise<void> {
    const signal = this.#abort.signal;
    this.#queue = this.#createQueue();
    this.#tally = new Tally();
    this.#counts = this.#createCounts();
    await this.#queue.start({ signal });
    this.#counts.begin();
    this.#tally.backfill(await this.#options.reader.arrivals(arrivalsReach, { signal }), this.#nowMs());
    this.#started = true;
    if (this.#lostSince !== undefined) {
      this.#emit({ kind: 'back', lostFor: this.#nowMs() - this.#lostSince.getTime() });
      this.#lostSince = undefined;
      this.#attempts = 0;
    }
    await this.#counts.within(shortCountMs);
    if (this.#counts.hasNews) return await this.#refresh(false);
    this.#emit({ kind: 'snapshot', picture: this.#draw(true) });
  }

  async #refresh(thorough: boolean): Promise<void> {
    // Taken before the look: the mails that a count found are then part of what this look reads.
    const isFirst = !this.#counts.isCounted;
    const counted = this.#counts.takeNews();
    const refresh = await this.#queue.refresh({ thorough, signal: this.#abort.signal });
    this.#tally.record(refresh, this.#nowMs());
    this.#counts.observe(refresh);
    const moved = counted || hasMoved(refresh);
    const picture = this.#draw(moved);
    // Later ones find little, and whatever it is stands in the delta.
    this.#emit(counted && isFirst ? { kind: 'snapshot', picture } : { kind: 'delta', picture, delta: refresh });
  }

  #draw(moved: boolean): QueuePicture {
    const now = this.#options.now();
    if (moved || this.#standing === undefined) this.#standing = this.#tally.standing(this.#queue.mails, now);
    const { outgoing, exception, newFailures, ...standing } = this.#standing;
    const picture: QueuePicture = {
      ...standing,
      ...this.#tally.charts({ newFailures }, now.getTime()),
      ...this.#counts.picture(),
      counts: { ...this.#counts.others(), outgoing, exception },
    };
    // Whoever draws it tells by the object that there is nothing to draw.
    if (!isDeepStrictEqual(picture, this.#picture)) this.#picture = picture;
    return this.#picture ?? picture;
  }

  async #lose(error: unknown): Promise<void> {
    const holder = isLocked(error) ? await this.#readLockHolder() : undefined;
    if (this.#abort.signal.aborted) return;
    this.#started = false;
    this.#lostSince ??= this.#options.now();
    this.#attempts += 1;
    this.#emit({
      kind: 'lost',
      ...explainLoss(error, holder),
      lookedAt: this.#lookedAt,
      since: this.#lostSince,
      attempts: this.#attempts,
    });
  }

  /** A side look: that it is locked is known without it. */
  async #readLockHolder() {
    return await this.#options.reader.lockHolder({ signal: this.#abort.signal }).catch(() => undefined);
  }

  #emit(event: QueueEvent): void {
    if (!this.#abort.signal.aborted) this.#options.listener(event);
  }

  #createQueue(): LiveQueue {
    return new LiveQueue(this.#options.reader, () => this.#nowMs());
  }

  #createCounts(): FullCounts {
    return new FullCounts({
      count: () => this.#options.reader.countAll({ signal: this.#abort.signal, timeoutMs: 300_000 }),
      found: (ids) => this.#queue.suggest(ids),
      counted: () => void this.#lookAtNews(),
      left: () => this.#tally.left,
      now: () => this.#nowMs(),
    });
  }

  #nowMs(): number {
    return this.#options.now().getTime();
  }
}

const hasMoved = ({ arrived, changed, departed }: Refresh): boolean =>
  arrived.length + changed.length + departed.length > 0;
