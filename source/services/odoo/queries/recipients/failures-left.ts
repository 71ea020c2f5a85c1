import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine, toText } from '../../decode.ts';
import { findColumn } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** That a recipient got nothing of a mail that is gone. */
export interface FailureLeft {
  /** Of the notification. */
  readonly id: number;
  readonly status: string;
  readonly failureType: string | null;
  readonly failureReason: string | null;
}

/** Run on Odoo 14–19. */
const compose = ({ schema, notifications: { name, mailColumn } }: OdooSource): string => {
  const stored = (column: string): string =>
    findColumn(schema, name, column)?.readable === true ? column : `null as ${column}`;
  return `
  select id, notification_status as status, ${stored('failure_type')}, ${stored('failure_reason')}
  from ${name}
  where id = any($1::int[]) and notification_status in ('exception', 'bounce') and ${mailColumn} is null`;
};

interface Row {
  readonly id: number;
  readonly status: string;
  readonly failure_type: string | null;
  readonly failure_reason: string | null;
}

/** Which of those notifications say that a mail failed which is no longer there. Cost: one index lookup for each. */
export const readFailuresLeft = async (
  source: OdooSource,
  notificationIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly FailureLeft[]> => {
  const statement = { what: `the notifications (${source.notifications.name})`, text: compose(source) };
  const rows = await readRows<Row>(source, { ...statement, values: [notificationIds] }, options);
  return rows.map(({ id, status, failure_type, failure_reason }) => ({
    id,
    status,
    failureType: toLine(failure_type),
    failureReason: toText(failure_reason),
  }));
};
