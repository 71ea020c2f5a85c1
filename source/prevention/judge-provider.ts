import type { Finding } from '../domain/finding/finding.ts';
import { isFreeMailDomain } from '../domain/providers/free-mail.ts';
import { type Provider, printLimit } from '../domain/providers/provider.ts';
import { quotasOf } from '../domain/providers/quota.ts';

/** A server in use, and who stands behind it as far as names tell. */
export interface ProviderFacts {
  readonly title: string;
  readonly host: string;
  readonly user: string | null;
  /** Whose server the host's name says it is. */
  readonly provider: Provider | undefined;
  /** It is the machine that Odoo runs on. */
  readonly isOwnMachine: boolean;
  /** Sender domains of which this host also takes the mail in; undefined where no MX could be read. */
  readonly receivesFor: readonly string[] | undefined;
}

type Judged = Pick<Finding, 'status' | 'summary'> & { readonly detail?: string };

const domainOf = (user: string | null): string => user?.slice(user.lastIndexOf('@') + 1).toLowerCase() ?? '';

const why =
  'Mailboxes are made for people: their limits stop a month’s invoices, and what Odoo sends in bulk harms the mail of colleagues. A sending service keeps both apart.';

/** Whether mail leaves through a service that was made for it. */
export const judgeProvider = (facts: ProviderFacts): Judged => {
  const { title, host, user, provider, isOwnMachine, receivesFor } = facts;
  const limits = provider === undefined ? [] : quotasOf(provider, user).map(({ limit }) => printLimit(limit));
  const limited = limits.length === 0 ? '' : ` Its limits: ${limits.join('; ')}.`;
  if (user?.includes('@') === true && isFreeMailDomain(domainOf(user))) {
    return {
      status: 'fail',
      summary: `${title} logs in to a free mail account (${domainOf(user)}), which is not meant for a company's mail.`,
      detail: `${why}${limited} Use a sending service, or at least an account of your own domain.`,
    };
  }
  if (provider?.kind === 'relay') {
    return { status: 'ok', summary: `${title} is ${provider.name}, which carries mail for applications.` };
  }
  if (provider?.kind === 'mailbox') {
    return {
      status: 'warn',
      summary: `${title} is ${provider.name}, where people have their mailboxes.`,
      detail: `${why}${limited} Let Odoo send through a service for applications, and keep ${provider.name} for people.`,
    };
  }
  const shared = receivesFor?.[0];
  if (shared !== undefined) {
    return {
      status: 'warn',
      summary: `${title} also takes in the mail of ${shared}: Odoo sends through the company's own mailbox server.`,
      detail: why,
    };
  }
  if (isOwnMachine || provider?.kind === 'local') {
    return {
      status: 'unknown',
      summary: `${title} is this machine's own mail server; where it passes mail on to is not known from here.`,
      detail: 'relayhost of Postfix (postconf -h relayhost), or the smarthost of Exim, names the next server.',
    };
  }
  return {
    status: 'unknown',
    summary: `Who runs ${host} is not known here, so neither are its limits.`,
    detail: `Ask its administrator how many messages an hour and a day it takes from ${user ?? 'Odoo'}, and whether mailboxes of people depend on it.`,
  };
};
