import type { Status } from '../../../../domain/finding/status.ts';
import { nameState } from '../../../../domain/mail/mail-state.ts';
import type { SelectedMail } from '../../../../domain/mail/selected-mail.ts';
import { titleOf } from '../../../../domain/replies/title.ts';
import { formatAge, formatClock } from '../../../../domain/wording/duration.ts';
import type { RetryRow } from '../source.ts';
import type { ColumnKey } from './columns.ts';

const statuses: Readonly<Record<string, Status>> = { exception: 'fail', sent: 'ok' };

/** How bad a state is; waiting is neither good nor bad. */
export const statusOfMailState = (state: string): Status => statuses[state] ?? 'skipped';

interface MailFacts {
  readonly mail: SelectedMail | undefined;
  readonly row: RetryRow | undefined;
  /** The state it went to while the list kept still; null when it is gone. */
  readonly became: string | null | undefined;
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
export const cellsOf = (id: number, { mail, row, became, now }: MailFacts): MailCells => {
  const unread = '…';
  const state = became === undefined ? (mail?.state ?? '') : became;
  return {
    // Sent mails that delete themselves go as well as those that somebody deletes: neither is known.
    status: state === null ? 'skipped' : statusOfMailState(state),
    cells: {
      id: String(id),
      age: row === undefined ? unread : formatAge(row.mail.date, now),
      state: state === null ? 'gone' : nameState(state),
      to: row?.to ?? unread,
      subject: row === undefined ? unread : (row.mail.subject ?? ''),
      server: row === undefined ? unread : (row.server ?? "Odoo's choice"),
      why: state === null ? 'deleted or sent: its row is gone' : whyOf(mail, row, now),
    },
  };
};

const whyOf = (mail: SelectedMail | undefined, row: RetryRow | undefined, now: Date): string => {
  if (mail?.class === 'unknown') return row?.mail.failureReason?.split('\n')[0] ?? titleOf('unknown');
  if (mail?.class) return titleOf(mail.class);
  if (row?.mail.schedule.kind !== 'not-before') return '';
  return row.mail.schedule.at > now ? `held until ${formatClock(row.mail.schedule.at, now)}` : '';
};
