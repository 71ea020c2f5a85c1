import type { DatabaseStep } from '../../domain/change/plan.ts';
import { hourMs, minuteMs } from '../../lib/time-units.ts';
import type { MailReader } from '../../services/odoo/queries/sessions/mail-readers.ts';
import type { DoneStep } from './done-step.ts';

/** A worker of Odoo is ended long before; a shell may be at it that long, ms. */
const longestOdoo = hourMs;
/** Whoever else leaves a transaction open for longer forgot it, ms. */
const longestOther = 5 * minuteMs;

/**
 * Whether a session may be handing a mail over at this moment. Odoo's web workers send without the queue's lock, inside
 * the transaction in which they read the mail (MailMail.send), idle in it while the mail server takes its time. Of who
 * is no Odoo by name only the idle count: behind a pooler, and up to 15, Odoo has no name of its own.
 */
export const mayBeSending = ({ applicationName, state, openMs }: Omit<MailReader, 'pid'>): boolean => {
  if (state === 'idle in transaction (aborted)') return false;
  const isOdoo = /^odoo-\d+$/.test(applicationName);
  if (!isOdoo && state === 'active' && applicationName !== '') return false;
  return openMs === null || openMs <= (isOdoo ? longestOdoo : longestOther);
};

/** Whether steps change mails that wait, which a worker may have in hand. */
export const touchWaitingMails = (steps: readonly DatabaseStep[]): boolean =>
  steps.some(
    (step) =>
      step.kind === 'update-rows' &&
      step.table === 'mail_mail' &&
      step.rows.some(
        ({ before, after }) =>
          before['state'] === 'outgoing' || (before['state'] === undefined && 'scheduled_date' in after),
      ),
  );

/** Whether taking these steps back changes mails that wait. */
export const leftWaitingMails = (steps: readonly DoneStep[]): boolean =>
  steps.some((step) => {
    if (step.kind !== 'updated' || step.table !== 'mail_mail') return false;
    const place = step.columns.indexOf('state');
    return place >= 0 && step.rows.some(({ after }) => after[place] === 'outgoing');
  });
