import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { acmeDomain } from '../../database/content/people.ts';
import { loginRefused, messageRefused, type SeededFailure } from '../../database/content/seeded-failures.ts';
import { mainServerId } from '../../database/content/seeded-servers.ts';
import type { DnsZones, ScenarioContext } from '../../scenario.ts';

/** The name under which the demo's DNS knows the server that plays Google's. */
const gmailHost = 'smtp.gmail.com';

export interface GmailAccount {
  /** How the server that plays Google's behaves. */
  readonly behaviour: 'bad-login' | 'daily-limit';
  readonly password: string;
}

/** An account whose password is no longer the right one. */
export const lockedOut: GmailAccount = { behaviour: 'bad-login', password: 'winter-2024' };

/** An account that may log in (app passwords are sixteen letters) and has sent enough for a day. */
export const usedUp: GmailAccount = { behaviour: 'daily-limit', password: 'vqhtbnwyrkzmcsfd' };

/** The company's mail leaves through that Gmail account. */
export async function sendThroughGmail(
  { sql, addresses }: ScenarioContext,
  { behaviour, password }: GmailAccount,
): Promise<void> {
  await sql.query(
    `update ir_mail_server set name = 'Gmail', smtp_host = $1, smtp_port = $2, smtp_user = $3, smtp_pass = $4
     where id = $5`,
    [gmailHost, addresses.smtpPort(behaviour), `odoo@${acmeDomain}`, password, mainServerId],
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
export function gmailRefusal(series: OdooSeries): SeededFailure {
  const lines = [
    '5.7.8 Username and Password not accepted. For more information, go to',
    '5.7.8  https://support.google.com/mail/?p=BadCredentials 5b1f17b1804b1-4779fe7ff5csm12345485e9.11 - gsmtp',
  ];
  return loginRefused(series, 535, lines.join('\n'));
}

/** What Odoo keeps when Gmail has taken as many messages as it takes in a day (support.google.com/a/answer/3726730). */
export function gmailLimit(series: OdooSeries): SeededFailure {
  const text =
    '5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to https://support.google.com/a/answer/166852 - gsmtp';
  return messageRefused(series, 550, text);
}
