import { mainServerId } from '../../database/content/seeded-servers.ts';
import type { ScenarioContext } from '../../scenario.ts';

/** The company's relay turns out to behave like that. */
export async function sendThrough({ sql, addresses }: ScenarioContext, behaviour: string): Promise<void> {
  await sql.query('update ir_mail_server set smtp_port = $1 where id = $2', [
    addresses.smtpPort(behaviour),
    mainServerId,
  ]);
}
