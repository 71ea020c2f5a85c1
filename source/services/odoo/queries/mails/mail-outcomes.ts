import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine, toText } from '../../decode.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { revealFailures } from '../../tracked-failures.ts';
import { givenIds } from './given-mails.ts';

/** Where a mail stands that somebody waits for. */
export interface StoredOutcome {
  readonly id: number;
  /** Null: the row is gone. */
  readonly state: string | null;
  readonly failureReason: string | null;
}

/** Run on Odoo 14–19. */
const text = `
  select given.id, m.state, case when m.state = 'exception' then m.failure_reason end as failure_reason
  from ${givenIds}
  left join lateral (select state, failure_reason from mail_mail where mail_mail.id = given.id offset 0) m on true`;

interface Row {
  readonly id: number;
  readonly state: string | null;
  readonly failure_reason: string | null;
}

/** The state of each of those mails. Cost: one index lookup a mail. */
export const readMailOutcomes = async (
  source: OdooSource,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly StoredOutcome[]> => {
  const rows = await readRows<Row>(source, { what: 'the mail queue (mail_mail)', text, values: [mailIds] }, options);
  const failed = rows.map(({ id, failure_reason }) => ({ id, text: failure_reason }));
  const tracked = await revealFailures(source, failed, options);
  return rows.map(({ id, state, failure_reason }) => ({
    id,
    state: toLine(state),
    failureReason: toText(tracked.get(id) ?? failure_reason),
  }));
};
