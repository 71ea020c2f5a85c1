import { isOutstanding } from '../domain/mail/outstanding-mail.ts';
import { judgeVanishedOf, type VanishedMail } from '../domain/mail/vanished-mail.ts';
import { inBatches } from '../lib/batches.ts';
import type { LiveQueueReader } from '../services/odoo/live-queue/reader.ts';
import type { Snapshot } from '../services/odoo/live-queue/snapshot.ts';
import type { QueryOptions } from '../services/postgres/database.ts';
import { VerificationBudget } from './budget.ts';
import { Horizon } from './horizon.ts';
import { type Delta, OutstandingSet } from './outstanding-set.ts';
import { VerificationRound } from './verification-round.ts';

const firstPage = 5_000;
const detailsAtOnce = 5_000;
/** More than Odoo sends between two looks; they cost a millisecond or two. */
const nextToLeave = 500;

export interface Refresh extends Delta {
  /** Mails that came and left between two looks. */
  readonly passedThrough: number;
  /** Of those that arrived: how many were there all along, below what was read first, and only a full count found. */
  readonly foundLater: number;
  readonly writes: number;
  /** Nothing at all became visible on the server since everything was last known. */
  readonly isUnchanged: boolean;
}

const nothing = { arrived: [], changed: [], departed: [], passedThrough: 0, foundLater: 0 } as const;

/**
 * Keeps the outstanding mails of one database by id and brings them up to date with as little work as truth allows:
 * nothing when the snapshot is the same; otherwise rows above the horizon, and known rows slice by slice.
 * Only `start` and `refresh` change it, and they never overlap.
 */
export class LiveQueue {
  readonly mails = new OutstandingSet();
  readonly #reader: LiveQueueReader;
  readonly #now: () => number;
  readonly #budget: VerificationBudget;
  readonly #horizon = new Horizon();
  readonly #candidates = new Set<number>();
  #round: VerificationRound | undefined;
  #roundSince: Snapshot | undefined;
  /** What was visible when rows above the horizon were last read. */
  #seen: Snapshot | undefined;
  /**
   * Sent mails above the horizon that are not news. As long as a transaction is open, and a run of Odoo's holds one from
   * its first mail to its last, all that was written since it began is read again with every look.
   */
  #alreadySent: ReadonlySet<number> = new Set();
  /** The highest of those that were last seen leaving: a run goes up through the ids, so that the next to leave follow it. */
  #lastLeft = 0;
  /** The highest id when watching began, until everything was counted once: what a later count finds was put back. */
  #firstTop = 0;
  #isCounted = false;
  /** Everything is known to be as it was in this snapshot. */
  #settled: string | undefined;
  #looked = '';

  constructor(reader: LiveQueueReader, now: () => number) {
    this.#reader = reader;
    this.#now = now;
    this.#budget = new VerificationBudget(now());
  }

  /** The newest page of the table, so that there is something to show before everything was counted. */
  async start(options: QueryOptions): Promise<Delta> {
    const { ids, top, snapshot } = await this.#reader.newestOutstanding(firstPage, options);
    this.#horizon.note(snapshot, top);
    this.#firstTop = top;
    this.#seen = snapshot;
    this.#roundSince = snapshot;
    const delta = await this.#read(ids, options);
    await this.#readAbove(snapshot, options);
    return delta;
  }

  /** Whether the set was the table's at the last look; a large queue takes several looks after a change. */
  get isSettled(): boolean {
    return this.#settled === this.#looked && this.#candidates.size === 0;
  }

  /** Ids that a full count found outstanding: they are looked up by the next refresh, which alone decides. */
  suggest(ids: readonly number[]): void {
    this.#isCounted = true;
    for (const id of ids) if (!this.mails.has(id)) this.#candidates.add(id);
  }

  /** Brings the set up to date; `thorough` looks every known mail up, whatever that costs. */
  async refresh({ thorough = false, ...options }: QueryOptions & { thorough?: boolean }): Promise<Refresh> {
    const { snapshot, writes } = await this.#reader.look(options);
    this.#looked = snapshot.text;
    const horizon = this.#firstTop;
    if (this.#isCounted) this.#firstTop = 0;
    if (this.isSettled) return { ...nothing, writes, isUnchanged: true };
    const allowed = thorough ? Number.POSITIVE_INFINITY : this.#budget.allow(this.#now(), writes);
    const known = await this.#verify(allowed, options);
    const fresh = await this.#readAbove(known.snapshot, options);
    const candidates = [...this.#candidates];
    this.#candidates.clear();
    const delta = await this.#read([...known.touched, ...fresh.ids, ...candidates], options);
    const sent = delta.departed.filter(({ became }) => became === 'sent').map(({ id }) => id);
    this.#alreadySent = new Set([...this.#alreadySent, ...sent]);
    this.#lastLeft = delta.departed.reduce((last, { id }) => Math.max(last, id), 0) || this.#lastLeft;
    const foundLater = countFoundLater(delta.arrived, { candidates, readAbove: fresh.ids, horizon });
    return { ...delta, passedThrough: fresh.passedThrough, foundLater, writes, isUnchanged: false };
  }

  async #verify(allowed: number, options: QueryOptions) {
    const since = this.#roundSince ?? (await this.#reader.look(options)).snapshot;
    this.#round ??= new VerificationRound(this.mails.sortedIds(), since);
    const round = this.#round;
    const slice = round.slice(allowed);
    const ids = new Set([...round.after(this.#lastLeft, nextToLeave), ...slice]);
    const known = [...ids].filter((id) => this.mails.has(id));
    const tupleIds = known.map((id) => this.mails.tupleId(id)).filter((tupleId) => tupleId !== undefined);
    const began = this.#now();
    const found = await this.#reader.verify(tupleIds, round.since, options);
    const untouched = found.untouched && new Set(found.untouched);
    this.#budget.spend(known.length, this.#now() - began);
    this.#horizon.note(found.snapshot, found.top);
    this.#finishSlice(round, slice.length, found.snapshot);
    return {
      snapshot: found.snapshot,
      touched: untouched === undefined ? [] : known.filter((id) => !untouched.has(id)),
    };
  }

  #finishSlice(round: VerificationRound, size: number, snapshot: Snapshot): void {
    round.advance(size, snapshot);
    this.#settled = undefined;
    if (!round.isOver || round.began === undefined) return;
    this.#roundSince = round.began;
    this.#settled = round.began.text;
    this.#round = undefined;
  }

  async #readAbove(snapshot: Snapshot, options: QueryOptions) {
    const seen = this.#seen ?? snapshot;
    const rows = await this.#reader.rowsAbove(this.#horizon.reachOf(seen), seen, options);
    this.#seen = snapshot;
    const ids = rows.filter(({ id, state }) => this.#hasMoved(id, state)).map(({ id }) => id);
    const sent = rows.filter(({ id, state }) => state === 'sent' && !this.mails.has(id)).map(({ id }) => id);
    const passedThrough = sent.filter((id) => !this.#alreadySent.has(id)).length;
    this.#alreadySent = new Set(sent);
    return { ids, passedThrough };
  }

  /** Whether a mail that has this state now is known in another, or not at all. */
  #hasMoved(id: number, state: string | null): boolean {
    return isOutstanding(state) ? this.mails.get(id)?.state !== state : this.mails.has(id);
  }

  async #read(ids: readonly number[], options: QueryOptions): Promise<Delta> {
    const unique = [...new Set(ids)];
    const deltas: Delta[] = [];
    for (const asked of inBatches(unique, detailsAtOnce)) {
      const { outstanding, others } = await this.#reader.details(asked, options);
      const found = new Set([...outstanding.map(({ id }) => id), ...others.keys()]);
      const gone = asked.filter((id) => !found.has(id));
      deltas.push(this.mails.apply(outstanding, others, await this.#judgeVanished(gone, options)));
    }
    return {
      arrived: deltas.flatMap(({ arrived }) => arrived),
      changed: deltas.flatMap(({ changed }) => changed),
      departed: deltas.flatMap(({ departed }) => departed),
    };
  }

  /** A failed mail that vanishes was deleted, or sent again between two looks: nothing tells which. */
  async #judgeVanished(ids: readonly number[], options: QueryOptions): Promise<ReadonlyMap<number, VanishedMail>> {
    const known = ids.flatMap((id) => this.mails.get(id) ?? []);
    const waited = known.filter(({ state, deletesItself }) => state === 'outgoing' && deletesItself);
    const messages = [...new Set(waited.flatMap(({ messageId }) => messageId ?? []))];
    const left = await this.#reader.noticesLeft(messages, options);
    const judge = ({ state, deletesItself, messageId }: (typeof known)[number]): VanishedMail =>
      judgeVanishedOf(state === 'outgoing' ? deletesItself : undefined, left.get(messageId ?? 0));
    return new Map(known.map((mail) => [mail.id, judge(mail)]));
  }
}

/**
 * How many of the mails that arrived were there before watching began: a count found them, and their ids are not above
 * the highest of that time. Ids, not times, tell: the server's clock may lag behind ours.
 */
export const countFoundLater = (
  arrived: readonly { readonly id: number }[],
  {
    candidates,
    readAbove,
    horizon,
  }: {
    readonly candidates: readonly number[];
    /** Ids written since the look before, whatever their place. */
    readonly readAbove: readonly number[];
    readonly horizon: number;
  },
): number => {
  if (candidates.length === 0) return 0;
  const found = new Set(candidates);
  for (const id of readAbove) found.delete(id);
  return arrived.filter(({ id }) => id <= horizon && found.has(id)).length;
};
