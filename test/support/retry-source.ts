import type { Mail } from '../../source/domain/mail/mail.ts';
import type { MailFilter } from '../../source/domain/mail/mail-filter.ts';
import type { SelectedMail } from '../../source/domain/mail/selected-mail.ts';
import { SelectedMails } from '../../source/domain/mail/selected-mails.ts';
import type { FailureClass } from '../../source/domain/replies/classes/index.ts';
import type { ActionPreview, MailAction, RetryRow, RetrySource } from '../../source/ui/screens/retry/source.ts';

export const createMail = (id: number, changes: Partial<Mail> = {}): Mail => ({
  id,
  messageId: id,
  state: 'exception',
  subject: `Invoice INV/2026/${id}`,
  from: 'accounting@acme.example',
  to: `customer${id}@example.com`,
  cc: null,
  date: new Date('2026-11-24T09:12:00Z'),
  createdAt: new Date('2026-11-24T09:12:00Z'),
  changedAt: new Date('2026-11-24T09:13:00Z'),
  schedule: { kind: 'at-once' },
  failureReason: "535\nb'5.7.8 Username and Password not accepted'",
  failureType: null,
  isNotification: false,
  autoDelete: true,
  document: null,
  forcedServerId: null,
  authorId: null,
  ...changes,
});

export const createPreview = (
  ids: readonly number[],
  changes: Partial<ActionPreview> & { readonly action?: MailAction } = {},
): ActionPreview => ({
  action: 'retry',
  title: `Send ${ids.length} failed mails again`,
  choices: { include: [] },
  asked: ids.length,
  ids,
  setAside: [],
  leaving: [],
  findings: [],
  warnings: [],
  irreversible: ['A mail that has left cannot be called back.'],
  maybeDelivered: 0,
  alarm: null,
  failing: 0,
  canHold: false,
  deletes: false,
  statements: [],
  ...changes,
});

/** A queue of failed mails with ids from 1 in memory; `asked` tells what the screen wanted of it. */
export const createRetrySource = (
  count: number,
  changes: Partial<RetrySource> = {},
): Partial<RetrySource> & { readonly asked: readonly MailFilter[] } => {
  const asked: MailFilter[] = [];
  const classOf = (id: number): FailureClass => (id % 4 === 0 ? 'rcpt.unknown' : 'auth.bad_credentials');
  const all = Array.from({ length: count }, (_, index): SelectedMail => {
    const id = index + 1;
    return { id, state: 'exception', class: classOf(id) };
  });
  return {
    asked,
    select: async (filter) => {
      asked.push(filter);
      // What the screen asks about again has left.
      if (filter.ids !== undefined) return SelectedMails.none;
      return SelectedMails.of(all.filter((mail) => filter.classes?.some((wanted) => wanted === mail.class) ?? true));
    },
    rows: async (ids) =>
      ids.map((id): RetryRow => ({ mail: createMail(id), to: `customer${id}@example.com`, server: null })),
    ...changes,
  };
};
