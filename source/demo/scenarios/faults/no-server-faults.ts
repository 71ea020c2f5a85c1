import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { toUtc } from '../../database/content/moments.ts';
import { connectionRefused, serverArchived } from '../../database/content/seeded-failures.ts';
import type { SeededMail } from '../../database/content/seeded-mails.ts';
import { mainServerId } from '../../database/content/seeded-servers.ts';
import type { ScenarioContext } from '../../scenario.ts';

/** The company's relay, as Odoo's message quotes it. */
const relayName = 'Acme relay';

/** No server stays active: what odoo.conf names is used instead, and there nobody listens. */
export async function archiveServers({ sql }: ScenarioContext, at: Date): Promise<void> {
  await sql.query('update ir_mail_server set active = false, write_uid = 2, write_date = $1 where active', [toUtc(at)]);
}

/**
 * How a mail fails then: as a refused connection, and from 16 on, for the invoices whose template names the relay, with
 * the archived server's name. Earlier versions go on using an archived server that a mail names.
 */
export function failWithoutServer(series: OdooSeries): (mail: SeededMail) => SeededMail {
  const refused = { state: 'exception', failure: connectionRefused(series) } as const;
  const archived = { state: 'exception', failure: serverArchived(series, relayName) } as const;
  return (mail) => ({ ...mail, outcome: series >= 16 && mail.kind.model === 'account.move' ? archived : refused });
}

/** Mails that failed for an archived server name it. */
export async function nameArchivedServer({ sql, series }: ScenarioContext): Promise<void> {
  await sql.query(
    `update mail_message as message set mail_server_id = $1 from mail_mail as mail
     where mail.mail_message_id = message.id and mail.state = 'exception' and mail.failure_reason = $2`,
    [mainServerId, serverArchived(series, relayName).reason],
  );
}
