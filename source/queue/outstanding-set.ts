import type { OutstandingMail, OutstandingState } from '../domain/mail/outstanding-mail.ts';
import type { VanishedMail } from '../domain/mail/vanished-mail.ts';
import { FailureStories } from './failure-stories.ts';
import { OutstandingColumns } from './outstanding-columns.ts';

export interface DepartedMail {
  readonly id: number;
  readonly was: OutstandingState;
  /** The state it has now; null when the row is gone (a sent notification deletes itself). */
  readonly became: string | null;
  /** What became of it where its row is gone. */
  readonly vanished?: VanishedMail;
}

/** Whether it is known to have been sent. */
export const wasSent = ({ became, vanished }: DepartedMail): boolean => became === 'sent' || vanished?.kind === 'sent';

/** What is told of a mail that came or changed. */
export interface MovedMail extends Pick<OutstandingMail, 'id' | 'state' | 'changedAt'> {
  /** The failure, or one that differs from it in ids, addresses and times only. */
  readonly failureReason: string | null;
}

export interface Delta {
  readonly arrived: readonly MovedMail[];
  readonly changed: readonly MovedMail[];
  readonly departed: readonly DepartedMail[];
}

/** What is kept of a mail. Times are milliseconds since 1970, NaN for none. */
export interface KnownMail extends Pick<OutstandingMail, 'id' | 'state'> {
  readonly queuedAt: number;
  readonly changedAt: number;
  readonly scheduledAt: number;
  /** Number of its failure's story; -1 where it did not fail. */
  readonly story: number;
  readonly messageId: number | null;
  readonly deletesItself: boolean;
}

const none = -1;
const toTime = (date: Date | null): number => date?.getTime() ?? Number.NaN;

/** Every mail that has not left, by id; in columns of numbers, as there may be hundreds of thousands. */
export class OutstandingSet {
  readonly #places = new Map<number, number>();
  readonly #mails = new OutstandingColumns();
  readonly #stories = new FailureStories();

  get size(): number {
    return this.#places.size;
  }

  has(id: number): boolean {
    return this.#places.has(id);
  }

  get(id: number): KnownMail | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#read(place);
  }

  /** Where PostgreSQL keeps this version of the row (ctid): another one as soon as somebody writes to it. */
  tupleId(id: number): string | undefined {
    const place = this.#places.get(id);
    const { page, item } = this.#mails.columns;
    return place === undefined ? undefined : `(${page[place]},${item[place]})`;
  }

  *values(): Generator<KnownMail> {
    for (const place of this.#places.values()) yield this.#read(place);
  }

  /** The failed mails by the text that tells their story. */
  failures(): readonly { readonly text: string; readonly ids: readonly number[] }[] {
    const { failed, story } = this.#mails.columns;
    const ids = new Map<number, number[]>();
    for (const [id, place] of this.#places) {
      if (failed[place] !== 1) continue;
      const number = story[place] ?? none;
      const known = ids.get(number);
      if (known === undefined) ids.set(number, [id]);
      else known.push(id);
    }
    return Array.from(ids, ([number, theirs]) => ({ text: this.#stories.textOf(number) ?? '', ids: theirs }));
  }

  /** Ids in ascending order, as the primary key has them. */
  sortedIds(): number[] {
    return [...this.#places.keys()].sort((a, b) => a - b);
  }

  /** Takes in what was read about some ids: `read` are outstanding, `others` are not any more, `vanished` do not exist. */
  apply(
    read: readonly OutstandingMail[],
    others: ReadonlyMap<number, string | null>,
    vanished: ReadonlyMap<number, VanishedMail>,
  ): Delta {
    const arrived: MovedMail[] = [];
    const changed: MovedMail[] = [];
    for (const mail of read) {
      const isKnown = this.#places.has(mail.id);
      const failureReason = this.#keep(mail);
      (isKnown ? changed : arrived).push({ id: mail.id, state: mail.state, changedAt: mail.changedAt, failureReason });
    }
    const departed = [
      ...[...others].map(([id, became]) => this.#depart(id, became)),
      ...[...vanished].map(([id, mail]) => this.#depart(id, null, mail)),
    ].filter((departure) => departure !== null);
    return { arrived, changed, departed };
  }

  /** Returns the text that stands for its failure. */
  #keep(mail: OutstandingMail): string | null {
    const { id, state, tupleId, queuedAt, changedAt, scheduledAt, failureReason } = mail;
    const place = this.#places.get(id) ?? this.#mails.take();
    const { columns } = this.#mails;
    if (this.#places.has(id)) this.#stories.release(columns.story[place] ?? none);
    this.#places.set(id, place);
    const story = failureReason === null ? none : this.#stories.take(failureReason);
    const [page = 0, item = 0] = tupleId.slice(1, -1).split(',').map(Number);
    columns.id[place] = id;
    columns.page[place] = page;
    columns.item[place] = item;
    columns.failed[place] = state === 'exception' ? 1 : 0;
    columns.story[place] = story;
    columns.queuedAt[place] = toTime(queuedAt);
    columns.changedAt[place] = toTime(changedAt);
    columns.scheduledAt[place] = toTime(scheduledAt);
    columns.message[place] = mail.messageId ?? 0;
    columns.deletesItself[place] = mail.deletesItself ? 1 : 0;
    return this.#stories.textOf(story);
  }

  #read(place: number): KnownMail {
    const { id, failed, story, queuedAt, changedAt, scheduledAt, message, deletesItself } = this.#mails.columns;
    return {
      id: id[place] ?? 0,
      state: failed[place] === 1 ? 'exception' : 'outgoing',
      queuedAt: queuedAt[place] ?? Number.NaN,
      changedAt: changedAt[place] ?? Number.NaN,
      scheduledAt: scheduledAt[place] ?? Number.NaN,
      story: story[place] ?? none,
      messageId: message[place] || null,
      deletesItself: deletesItself[place] === 1,
    };
  }

  #depart(id: number, became: string | null, vanished?: VanishedMail): DepartedMail | null {
    const place = this.#places.get(id);
    if (place === undefined) return null;
    const { state, story } = this.#read(place);
    this.#stories.release(story);
    this.#mails.giveBack(place);
    this.#places.delete(id);
    return { id, was: state, became, ...(vanished === undefined ? {} : { vanished }) };
  }
}
