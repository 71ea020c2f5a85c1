import type { WaitingMails } from '../../source/checks/measure/waiting.ts';
import { OutstandingMails } from '../../source/domain/mail/outstanding-mails.ts';

/** Mails that have waited since then, and nothing holds back. */
export const waitingSince = (...since: readonly Date[]): WaitingMails => {
  const times = Float64Array.from(since, (each) => each.getTime());
  const due = new OutstandingMails([
    {
      all: true,
      state: 'outgoing',
      ids: Int32Array.from(since, (_, index) => index + 1),
      queuedAt: times,
      changedAt: times,
      scheduledAt: times.map(() => Number.NaN),
    },
  ]);
  return { due, held: OutstandingMails.none, failed: OutstandingMails.none, oldestDueAt: due.earliest('queuedAt') };
};
