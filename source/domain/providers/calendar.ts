import { dayMs } from '../../lib/time-units.ts';
import { countOf } from '../wording/count.ts';

/** A provider's end of password logins, in the order in which it comes about. */
export interface PasswordEnd {
  /** Host names of its servers for submission. */
  readonly hosts: readonly string[];
  readonly provider: string;
  /** ISO date from which password logins are off unless somebody switches them on again. */
  readonly offByDefault: string;
  /** What comes after that, as a sentence. */
  readonly afterwards: string;
  /** What whoever looks after the accounts can do for the time being. */
  readonly respite: string;
  /** Where it was announced, with the date of what was read. */
  readonly source: string;
}

/**
 * National clouds (office365.us, partner.outlook.cn) have calendars of their own, which this announcement does not
 * speak of.
 */
const passwordEnds: readonly PasswordEnd[] = [
  {
    hosts: ['smtp.office365.com', 'smtp-legacy.office365.com', 'smtp.outlook.com'],
    provider: 'Microsoft 365',
    // "End of December 2026": the last day that it may mean.
    offByDefault: '2026-12-31',
    afterwards:
      'Microsoft means to tell in the second half of 2027 when they end for good; a new tenant has none from the start.',
    respite: 'An administrator of the tenant can switch them on again for the time being.',
    source:
      'Message center MC786329 as of 27 January 2026 (https://mc.merill.net/message/MC786329); whether Microsoft has changed the date since is not known here.',
  },
];

/** As much of a server and its last session as the end of password logins depends on. */
export interface PasswordUse {
  readonly host: string;
  /** As a person calls the server. */
  readonly title: string;
  /** Whether Odoo logs in there with a password. */
  readonly byPassword: boolean;
  readonly login: 'accepted' | 'refused' | 'not-tried';
}

interface PasswordOutlook {
  readonly status: 'ok' | 'warn';
  readonly summary: string;
  readonly detail: string;
}

/** From so many days before it on, somebody has to act: registering Odoo and getting an administrator's consent takes weeks. */
const noticeDays = 90;

/** What the calendar says of a server; undefined where it says nothing: no password, or a provider with no such date. */
export const judgePasswordEnd = (
  { host, title, byPassword, login }: PasswordUse,
  now: Date,
): PasswordOutlook | undefined => {
  const name = host.toLowerCase().replace(/\.$/, '');
  const end = passwordEnds.find(({ hosts }) => hosts.includes(name));
  if (end === undefined || !byPassword) return undefined;
  const { provider, offByDefault, afterwards, respite, source } = end;
  const daysLeft = Math.ceil((Date.parse(offByDefault) - now.getTime()) / dayMs);
  const detail = `Odoo logs in to ${title} with a password: connect the account by OAuth, or send through a relay made for applications. ${respite} ${afterwards} Source: ${source}`;
  if (daysLeft > 0) {
    return {
      status: daysLeft <= noticeDays ? 'warn' : 'ok',
      summary: `In ${countOf(daysLeft, 'day')}, on ${offByDefault}, ${provider} switches password logins for SMTP off by default: ${title} uses one.`,
      detail,
    };
  }
  const since = `${provider} has had password logins for SMTP off by default since ${offByDefault}`;
  return login === 'accepted'
    ? { status: 'ok', summary: `${since}; ${title} still takes the one of this account.`, detail }
    : { status: 'warn', summary: `${since}, and ${title} uses one.`, detail };
};
