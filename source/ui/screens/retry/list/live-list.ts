import type { SelectedMail } from '../../../../domain/mail/selected-mail.ts';
import type { QueueEvent } from '../../../../queue/queue-events.ts';

/** What happened in the queue since the list was last brought up to date. */
export interface Pending {
  /** The list is to be read anew, not mail by mail. */
  readonly everything: boolean;
  /** Mails to look at again. */
  readonly touched: ReadonlySet<number>;
  /** Where mails of the list went: their new state, null when the row is gone. */
  readonly departed: ReadonlyMap<number, string | null>;
  readonly changes: number;
}

export const nothingPending: Pending = { everything: false, touched: new Set(), departed: new Map(), changes: 0 };

/** Beyond this many one look at all of them is cheaper. */
const mostTouched = 5_000;

/** Notes what the watcher told. */
export const notePending = (pending: Pending, event: QueueEvent): Pending => {
  if (event.kind === 'snapshot') return { ...pending, everything: true };
  if (event.kind !== 'delta') return pending;
  const { arrived, changed, departed } = event.delta;
  const changes = arrived.length + changed.length + departed.length;
  if (changes === 0) return pending;
  const touched = new Set(pending.touched);
  for (const { id } of [...arrived, ...changed, ...departed]) touched.add(id);
  return {
    everything: pending.everything || touched.size > mostTouched,
    touched,
    departed: new Map([...pending.departed, ...departed.map(({ id, became }) => [id, became] as const)]),
    changes: pending.changes + changes,
  };
};

/** The list after some of its mails were looked at again: `found` are those that still match, new ones the newest. */
export const mergeTouched = (
  mails: readonly SelectedMail[],
  touched: ReadonlySet<number>,
  found: readonly SelectedMail[],
): readonly SelectedMail[] => {
  const current = new Map(found.map((mail) => [mail.id, mail]));
  const kept = mails.flatMap((mail) => {
    if (!touched.has(mail.id)) return [mail];
    const again = current.get(mail.id);
    current.delete(mail.id);
    return again === undefined ? [] : [again];
  });
  return [...kept, ...current.values()];
};
