import { fewestToJoin, type MailSelection } from './mail-selection.ts';
import type { OutstandingMail, OutstandingState } from './outstanding-mail.ts';

/** What a diagnosis asks of a mail that has not left; where its row lies and why it failed stay in the database. */
export type StandingMail = Pick<OutstandingMail, 'id' | 'state' | 'queuedAt' | 'changedAt' | 'scheduledAt'>;

/** Mails of one state, each value at the same place of its column. Times are milliseconds since 1970, NaN for none. */
export interface MailColumns {
  /** Whether these are all mails of the state. */
  readonly all: boolean;
  readonly state: OutstandingState;
  readonly ids: Int32Array;
  readonly queuedAt: Float64Array;
  readonly changedAt: Float64Array;
  /** Undefined where nothing holds any of them back: as a rule. */
  readonly scheduledAt: Float64Array | undefined;
}

type TimeColumn = 'queuedAt' | 'changedAt' | 'scheduledAt';

const toDate = (time: number | undefined): Date | null =>
  time === undefined || Number.isNaN(time) ? null : new Date(time);

/**
 * Whether one mail of a column set is meant. It is asked of numbers, and no object is made: a check asks two hundred
 * thousand mails several times, before the engine has optimized anything.
 */
type MailTest = (columns: MailColumns, place: number) => boolean;

/** One mail of a column set; its dates are made when they are asked for. */
class StandingRow implements StandingMail {
  readonly #columns: MailColumns;
  readonly #place: number;

  constructor(columns: MailColumns, place: number) {
    this.#columns = columns;
    this.#place = place;
  }

  get id(): number {
    return this.#columns.ids[this.#place] ?? 0;
  }

  get state(): OutstandingState {
    return this.#columns.state;
  }

  get queuedAt(): Date | null {
    return toDate(this.#columns.queuedAt[this.#place]);
  }

  get changedAt(): Date | null {
    return toDate(this.#columns.changedAt[this.#place]);
  }

  get scheduledAt(): Date | null {
    return toDate(this.#columns.scheduledAt?.[this.#place]);
  }
}

/**
 * Mails that have not left, kept as columns: two hundred thousand of them are a few megabytes, and as many objects would
 * be fifty. Cannot be changed.
 */
export class OutstandingMails implements Iterable<StandingMail> {
  static readonly none = new OutstandingMails([]);

  readonly #parts: readonly MailColumns[];

  constructor(parts: readonly MailColumns[]) {
    this.#parts = parts.filter(({ ids }) => ids.length > 0);
  }

  get length(): number {
    return this.#parts.reduce((sum, { ids }) => sum + ids.length, 0);
  }

  *[Symbol.iterator](): Generator<StandingMail> {
    for (const columns of this.#parts) {
      for (let place = 0; place < columns.ids.length; place++) yield new StandingRow(columns, place);
    }
  }

  get ids(): readonly number[] {
    return this.#parts.flatMap(({ ids }) => Array.from(ids));
  }

  /** So many of the ids at most, the highest first. */
  newestIds(most: number): readonly number[] {
    const newest = this.#parts.flatMap(({ ids }) => Array.from(ids.toSorted().subarray(-most)));
    return newest.sort((one, other) => other - one).slice(0, most);
  }

  /** How a reader is told of these mails: many that are all of a state by the state, others one by one. */
  get selection(): MailSelection {
    const [first, ...others] = this.#parts;
    const byState = first !== undefined && others.length === 0 && first.all && first.ids.length >= fewestToJoin;
    return byState ? first.state : this.ids;
  }

  /** Those of one state; costs nothing. */
  inState(state: OutstandingState): OutstandingMails {
    return new OutstandingMails(this.#parts.filter((columns) => columns.state === state));
  }

  /** Those with these ids. */
  among(ids: ReadonlySet<number>): OutstandingMails {
    return new OutstandingMails(this.#parts.map((columns) => take(columns, findAmong(columns.ids, ids))));
  }

  /** Those that a scheduled date holds back beyond that moment. */
  heldBeyond(moment: Date): OutstandingMails {
    const isHeld = isHeldBeyond(moment.getTime());
    const scheduled = this.#parts.filter(({ scheduledAt }) => scheduledAt !== undefined);
    return new OutstandingMails(scheduled.map((columns) => pick(columns, isHeld)));
  }

  /** The others: due by then, or never held back. */
  dueBy(moment: Date): OutstandingMails {
    const isHeld = isHeldBeyond(moment.getTime());
    return new OutstandingMails(
      this.#parts.map((columns) =>
        columns.scheduledAt === undefined ? columns : pick(columns, (_, place) => !isHeld(columns, place)),
      ),
    );
  }

  /** Those that were written to for the last time, or queued, before that moment, and came due before it as well. */
  idleSince(moment: Date): OutstandingMails {
    const latest = moment.getTime();
    return this.#pick(({ queuedAt, changedAt, scheduledAt }, place) => {
      const changed = changedAt[place] ?? Number.NaN;
      const since = Number.isNaN(changed) ? (queuedAt[place] ?? Number.NaN) : changed;
      return since < latest && !((scheduledAt?.[place] ?? Number.NaN) >= latest);
    });
  }

  /** How many were queued after that mail: have a higher id. */
  countAfter(id: number): number {
    return this.#pick(({ ids }, place) => (ids[place] ?? 0) > id).length;
  }

  /** Those of both; no mail may be in both. */
  with(others: OutstandingMails): OutstandingMails {
    return new OutstandingMails([...this.#parts, ...others.#parts]);
  }

  /** The earliest of those times; null where none of the mails has one. */
  earliest(of: TimeColumn): Date | null {
    let best = Number.POSITIVE_INFINITY;
    for (const columns of this.#parts) {
      const times = columns[of] ?? [];
      for (let place = 0; place < times.length; place++) {
        const time = times[place] ?? Number.NaN;
        if (time < best) best = time;
      }
    }
    return Number.isFinite(best) ? new Date(best) : null;
  }

  /** The latest of those times; null where none of the mails has one. */
  latest(of: TimeColumn): Date | null {
    let best = Number.NEGATIVE_INFINITY;
    for (const columns of this.#parts) {
      const times = columns[of] ?? [];
      for (let place = 0; place < times.length; place++) {
        const time = times[place] ?? Number.NaN;
        if (time > best) best = time;
      }
    }
    return Number.isFinite(best) ? new Date(best) : null;
  }

  #pick(isWanted: MailTest): OutstandingMails {
    return new OutstandingMails(this.#parts.map((columns) => pick(columns, isWanted)));
  }
}

const isHeldBeyond =
  (until: number): MailTest =>
  ({ scheduledAt }, place) =>
    (scheduledAt?.[place] ?? Number.NaN) > until;

const noColumns: Omit<MailColumns, 'state'> = {
  all: false,
  ids: new Int32Array(),
  queuedAt: new Float64Array(),
  changedAt: new Float64Array(),
  scheduledAt: undefined,
};

const pick = (columns: MailColumns, isWanted: MailTest): MailColumns => {
  const places = new Uint32Array(columns.ids.length);
  let length = 0;
  for (let place = 0; place < places.length; place++) if (isWanted(columns, place)) places[length++] = place;
  return take(columns, places.subarray(0, length));
};

/** So many ids fall into so many boxes, whose number is the id's last digits. */
const boxes = 2 ** 16;

/** Where those ids stand. A set that is asked two hundred thousand times for three hundred takes longer than all else. */
const findAmong = (ids: Int32Array, wanted: ReadonlySet<number>): Uint32Array => {
  const isInUse = new Uint8Array(boxes);
  for (const id of wanted) isInUse[id & (boxes - 1)] = 1;
  const places = new Uint32Array(ids.length);
  let length = 0;
  for (let place = 0; place < ids.length; place++) {
    const id = ids[place] ?? 0;
    if (isInUse[id & (boxes - 1)] === 1 && wanted.has(id)) places[length++] = place;
  }
  return places.subarray(0, length);
};

/** The mails at those places, in that order. */
const take = (columns: MailColumns, places: Uint32Array): MailColumns => {
  if (places.length === columns.ids.length) return columns;
  if (places.length === 0) return { ...noColumns, state: columns.state };
  const copy = <Column extends Int32Array | Float64Array>(from: Column, to: Column): Column => {
    for (let at = 0; at < places.length; at++) to[at] = from[places[at] ?? 0] ?? Number.NaN;
    return to;
  };
  const { length } = places;
  return {
    all: false,
    state: columns.state,
    ids: copy(columns.ids, new Int32Array(length)),
    queuedAt: copy(columns.queuedAt, new Float64Array(length)),
    changedAt: copy(columns.changedAt, new Float64Array(length)),
    scheduledAt: columns.scheduledAt && copy(columns.scheduledAt, new Float64Array(length)),
  };
};
