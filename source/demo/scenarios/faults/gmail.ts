import type { OdooSeries } from '../../../domain/odoo-series.ts';
import { loginRefused, type StoredFailure } from '../../database/content/failures.ts';
import { acmeDomain } from '../../database/content/people.ts';
import { mainServerId } from '../../database/content/servers.ts';
import type { DnsZones, ScenarioContext } from '../../scenario.ts';

/** The name under which the demo's DNS knows the server that plays Google's. */
const gmailHost = 'smtp.gmail.com';

/** The company's mail leaves through a Gmail account whose password is no longer the right one. */
export async function sendThroughGmail({ sql, addresses }: ScenarioContext): Promise<void> {
  await sql.query(
    `update ir_mail_server set name = 'Gmail', smtp_host = $1, smtp_port = $2, smtp_user = $3, smtp_pass = 'winter-2024'
     where id = $4`,
    [gmailHost, addresses.smtpPort('bad-login'), `odoo@${acmeDomain}`, mainServerId],
  );
}

/** The company's domain as a customer of Gmail has it: SPF lets Google send, and Google's selector holds a key. */
export const gmailZones: DnsZones = {
  [acmeDomain]: {
    A: ['127.0.0.1'],
    MX: [`10 mx.${acmeDomain}.`],
    NS: [`ns1.${acmeDomain}.`],
    TXT: ['v=spf1 include:_spf.google.com include:_spf.relay.example -all', 'acme-site-verification=demo'],
  },
  [`google._domainkey.${acmeDomain}`]: { CNAME: [`default._domainkey.${acmeDomain}.`] },
};

/** What Odoo keeps when Gmail refuses a password (two lines; the second ends in a host's name). */
export function gmailRefusal(series: OdooSeries): StoredFailure {
  const lines = [
    '5.7.8 Username and Password not accepted. For more information, go to',
    '5.7.8  https://support.google.com/mail/?p=BadCredentials 5b1f17b1804b1-4779fe7ff5csm12345485e9.11 - gsmtp',
  ];
  return loginRefused(series, 535, lines.join('\n'));
}
