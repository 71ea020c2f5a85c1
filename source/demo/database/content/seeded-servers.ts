import type { DemoAddresses } from '../../scenario.ts';
import { stampRow } from './insert-people.ts';
import { type InsertTarget, insertRows, type Row } from './insert-rows.ts';
import { before, toUtc } from './moments.ts';
import { acmeDomain } from './people.ts';

/** The server that Odoo takes for the company's mail. */
export const mainServerId = 1;
export const mainServerName = 'Acme relay';
/** The relay's name in the demo's DNS. */
const relayHost = `smtp.${acmeDomain}`;

/** Two outgoing servers in use, two that were archived long ago, and the mailbox that answers come back through. */
export async function insertServers(target: InsertTarget, now: Date, addresses: DemoAddresses): Promise<void> {
  const stamp = stampRow(now);
  await insertRows(
    target,
    'ir_mail_server',
    outgoing(addresses).map((server) => ({ ...common, ...server, ...stamp })),
  );
  await insertRows(target, 'fetchmail_server', [
    {
      id: 1,
      name: 'Catchall mailbox',
      active: true,
      state: 'done',
      server: `imap.${acmeDomain}`,
      port: 993,
      server_type: 'imap',
      is_ssl: true,
      attach: true,
      original: false,
      user: `catchall@${acmeDomain}`,
      password: 'imap-demo',
      priority: 5,
      date: toUtc(before(now, { minutes: 2 })),
      ...stamp,
    },
  ]);
}

const common: Row = { smtp_authentication: 'login', smtp_encryption: 'none', smtp_debug: false, active: true };

function outgoing(addresses: DemoAddresses): Row[] {
  const good = addresses.smtpPort('good');
  return [
    {
      id: mainServerId,
      name: mainServerName,
      smtp_host: relayHost,
      smtp_port: good,
      smtp_user: `odoo@${acmeDomain}`,
      smtp_pass: 'relay-demo',
      from_filter: acmeDomain,
      sequence: 10,
    },
    {
      id: 2,
      name: 'Newsletter relay',
      smtp_host: relayHost,
      smtp_port: good,
      smtp_user: `newsletter@${acmeDomain}`,
      smtp_pass: 'newsletter-demo',
      from_filter: `newsletter@${acmeDomain}`,
      sequence: 20,
    },
    {
      id: 3,
      name: 'Old hosting (until last year)',
      smtp_host: `mail.old-hosting.example`,
      smtp_port: 25,
      sequence: 30,
      active: false,
    },
    { id: 4, name: 'Test', smtp_host: 'localhost', smtp_port: 1025, sequence: 40, active: false },
  ];
}
