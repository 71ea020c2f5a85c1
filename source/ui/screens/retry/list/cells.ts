import type { Status } from '../../../../domain/finding/status.ts';
import { nameState } from '../../../../domain/mail/mail-state.ts';
import type { SelectedMail } from '../../../../domain/mail/selected-mail.ts';
import type { VanishedMail } from '../../../../domain/mail/vanished-mail.ts';
import { classify } from '../../../../domain/replies/classify-reply.ts';
import { titleOf } from '../../../../domain/replies/title.ts';
import { formatAge, formatClock } from '../../../../domain/wording/duration.ts';
import type { RetryRow } from '../source.ts';
import type { ColumnKey } from './columns.ts';
import type { ActionOutcome, Departure } from './live-list.ts';

const statuses: Readonly<Record<string, Status>> = { exception: 'fail', sent: 'ok' };

/** How bad a state is; waiting is neither good nor bad. */
const statusOfMailState = (state: string): Status => statuses[state] ?? 'skipped';

interface MailFacts {
  readonly mail: SelectedMail | undefined;
  readonly row: RetryRow | undefined;
  /** Where it went while the list kept still. */
  readonly departure: Departure | undefined;
  /** What became of it, as the action told that is carried out. */
  readonly outcome: ActionOutcome | undefined;
  readonly now: Date;
}

export interface MailCells {
  /** The sign that stands before the state. */
  readonly status: Status;
  readonly cells: Readonly<Record<ColumnKey, string>>;
}

/**
 * What stands in the columns of a mail; `…` until it was read. Its state is the one that it was chosen and ordered by,
 * also where a row that was read later knows better: the list keeps still.
 */
export const cellsOf = (id: number, { mail, row, departure, outcome, now }: MailFacts): MailCells => {
  const unread = '…';
  const state = departure === undefined ? (mail?.state ?? '') : departure.became;
  const fate = fateOf(departure?.vanished, outcome);
  return {
    status: state === null ? fate.status : statusOfMailState(state),
    cells: {
      id: String(id),
      age: row === undefined ? unread : formatAge(row.mail.date, now),
      state: state === null ? 'gone' : nameState(state),
      to: row?.to ?? unread,
      subject: row === undefined ? unread : (row.mail.subject ?? ''),
      server: row === undefined ? unread : (row.server ?? "Odoo's choice"),
      why: state === null ? `${fate.words}: its row is gone` : whyOf(mail, row, now),
    },
  };
};

/** What became of a mail whose row is gone: what the queue was seen to do, else what the action told. */
const fateOf = (
  vanished: VanishedMail | undefined,
  outcome: ActionOutcome | undefined,
): { readonly status: Status; readonly words: string } => {
  if (vanished?.kind === 'sent') return { status: 'ok', words: 'sent' };
  if (vanished?.kind === 'failed')
    return { status: 'fail', words: `failed, ${titleOf(classify(vanished.reason).class)}` };
  // Sent mails that delete themselves go as well as those that somebody deletes: neither is known.
  return outcome ?? { status: 'skipped', words: 'deleted or sent' };
};

const whyOf = (mail: SelectedMail | undefined, row: RetryRow | undefined, now: Date): string => {
  if (mail?.class === 'unknown') return row?.mail.failureReason?.split('\n')[0] ?? titleOf('unknown');
  if (mail?.class) return titleOf(mail.class);
  if (row?.mail.schedule.kind !== 'not-before') return '';
  return row.mail.schedule.at > now ? `held until ${formatClock(row.mail.schedule.at, now)}` : '';
};
