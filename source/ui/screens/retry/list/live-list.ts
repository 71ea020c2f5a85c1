import type { TextOrder } from '../../../../domain/mail/mail-text.ts';
import type { SelectedMail } from '../../../../domain/mail/selected-mail.ts';
import { SelectedMails } from '../../../../domain/mail/selected-mails.ts';
import type { VanishedMail } from '../../../../domain/mail/vanished-mail.ts';
import type { QueueEvent } from '../../../../queue/queue-events.ts';
import type { ActionEvent } from '../source.ts';

export interface Departure {
  /** Its new state; null when its row is gone. */
  readonly became: string | null;
  /** What became of it where that is gone. */
  readonly vanished?: VanishedMail;
}

export type ActionOutcome = Extract<ActionEvent, { kind: 'outcome' }>;

/** What happened in the queue since the list was last brought up to date. */
export interface Pending {
  /** The list is to be read anew, not mail by mail. */
  readonly everything: boolean;
  /** Mails to look at again. */
  readonly touched: ReadonlySet<number>;
  /** Where mails of the list went. */
  readonly departed: ReadonlyMap<number, Departure>;
  /** What became of mails as the action told that is carried out. */
  readonly outcomes: ReadonlyMap<number, ActionOutcome>;
  readonly changes: number;
}

export const nothingPending: Pending = {
  everything: false,
  touched: new Set(),
  departed: new Map(),
  outcomes: new Map(),
  changes: 0,
};

/** Beyond this many one look at all of them is cheaper. */
const mostTouched = 5_000;

/** Notes what the watcher told. */
export const notePending = (pending: Pending, event: QueueEvent): Pending => {
  if (event.kind === 'snapshot') return { ...pending, everything: true };
  if (event.kind !== 'delta') return pending;
  const { arrived, changed, departed } = event.delta;
  const changes = arrived.length + changed.length + departed.length;
  if (changes === 0) return pending;
  const everything = pending.everything || pending.touched.size + changes > mostTouched;
  // Who they are is of no use then.
  const moved = everything ? [] : [...arrived, ...changed, ...departed].map(({ id }) => id);
  const touched = new Set(everything ? [] : [...pending.touched, ...moved]);
  return {
    ...pending,
    everything,
    touched,
    departed: new Map([...pending.departed, ...departed.map((mail) => [mail.id, mail] as const)]),
    changes: pending.changes + changes,
  };
};

/** Notes what an action told of its mails. */
export const noteOutcome = (pending: Pending, event: ActionEvent): Pending =>
  event.kind === 'outcome'
    ? { ...pending, outcomes: new Map([...pending.outcomes, ...event.ids.map((id) => [id, event] as const)]) }
    : pending;

/**
 * Whether mails that were looked at again tell where they belong. A new one has the highest id and is the newest, unless
 * it comes back, as a cancelled one that somebody wants sent after all; among texts only the database knows its place.
 */
export const tellsPlaces = (mails: SelectedMails, found: SelectedMails, by: TextOrder | undefined): boolean => {
  const added = found.ids.filter((id) => !mails.has(id));
  if (by !== undefined) return added.length === 0;
  const highest = mails.ids.reduce((one, other) => Math.max(one, other), 0);
  return added.every((id) => id > highest);
};

/** The list after some of its mails were looked at again: `found` are those that still match, new ones the newest. */
export const mergeTouched = (
  mails: SelectedMails,
  touched: ReadonlySet<number>,
  found: SelectedMails,
): SelectedMails => {
  function* merge(): Generator<SelectedMail> {
    for (const mail of mails) {
      const current = touched.has(mail.id) ? found.get(mail.id) : mail;
      if (current !== undefined) yield current;
    }
    for (const mail of found) if (!mails.has(mail.id)) yield mail;
  }
  return SelectedMails.of(merge());
};
