import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { toUtc } from '../../database/content/moments.ts';
import { interrupted } from '../../database/content/seeded-failures.ts';
import type { SeededMail } from '../../database/content/seeded-mails.ts';
import { mainServerId } from '../../database/content/seeded-servers.ts';
import type { ScenarioContext } from '../../scenario.ts';

/** A relay that trusts the host without a login, and hangs up when the message should follow. */
export async function hangUpOnMessages({ sql, addresses }: ScenarioContext): Promise<void> {
  await sql.query('update ir_mail_server set smtp_port = $1, smtp_user = null, smtp_pass = null where id = $2', [
    addresses.smtpPort('drops-mid-session'),
    mainServerId,
  ]);
}

/** Each run starts with the oldest mail that waits, and ends with it. @param mails oldest first. */
export function interruptOldest(mails: readonly SeededMail[], runs: number, series: OdooSeries): SeededMail[] {
  const outcome = { state: 'exception', failure: interrupted(series) } as const;
  return mails.map((mail, index) => (index < runs ? { ...mail, outcome } : mail));
}

/** Each of the interrupted mails was tried in another hourly run, the first of them then. */
export async function dateInterruptions({ sql }: ScenarioContext, first: Date): Promise<void> {
  await sql.query(
    `update mail_mail as mail set write_date = $1::timestamp + (run.number - 1) * interval '1 hour'
     from (select id, row_number() over (order by id) as number from mail_mail where state = 'exception') as run
     where run.id = mail.id`,
    [toUtc(first)],
  );
}
