import type { Plan, RowChange } from '../../../domain/change/plan.ts';
import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import { countOf } from '../../../domain/wording/count.ts';

/**
 * Gives mails that are back among the failed ones the failure that Odoo's queue leaves where a line breaks, so that the
 * next retry sets them aside: over this way Odoo rolls it back, and the older failure would say that they never left.
 */
export const planInterrupted = (rows: readonly RowChange[], series: OdooSeries): Plan => ({
  action: 'retry',
  subject: null,
  title: `Note that ${countOf(rows.length, 'mail')} may have been delivered`,
  risk: 'safe',
  locksQueue: true,
  onStaleRows: 'skip',
  transactions: [
    [
      {
        kind: 'update-rows',
        table: 'mail_mail',
        rows: rows.map((row) => interrupt(row, series)),
        unread: ['failure_reason'],
      },
    ],
  ],
  outside: [],
  byHand: [],
  warnings: [],
  irreversible: [],
  affects: { count: rows.length, noun: 'mails' },
  evidence: [],
});

const interrupt = ({ id, before, after }: RowChange, series: OdooSeries): RowChange => ({
  id,
  before,
  after: {
    failure_reason: reasonIn(series),
    ...('failure_type' in before && { failure_type: traitsOf(series).failureTypeWhileSending }),
    write_date: after['write_date'] ?? null,
  },
});

/** What `_send` writes before it talks to a mail server (addons/mail/models/mail_mail.py). */
const reasonIn = (series: OdooSeries): string =>
  `Error without exception. Probably due ${traitsOf(series).misspelsInterrupted ? 'do' : 'to'} sending an email without computed recipients.`;
