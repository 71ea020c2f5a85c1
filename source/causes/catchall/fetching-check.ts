import type { Check } from '../../checks/cause.ts';
import { measureFetchmailServers } from '../../checks/measure/measure-database.ts';
import { domainOf } from '../../domain/dns/dns-name.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { FetchmailServer } from '../../domain/odoo/fetchmail-server.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { dayMs } from '../../lib/time-units.ts';
import { measureReplyAddresses } from './measure-reply-addresses.ts';

/** Odoo fetches every five minutes; after a day without nobody waits for the next time. */
const longSilenceMs = dayMs;

/** Whether something brings the answers from the mailbox into Odoo. */
export const fetching: Check = {
  id: 'catchall.fetch',
  title: 'The mailbox that Odoo fetches',
  owner: 'odoo',
  run: async (context) => {
    const [{ companies }, { value: servers = [], evidence }] = await Promise.all([
      measureReplyAddresses(context),
      measureFetchmailServers(context),
    ]);
    const addresses = companies.flatMap(({ catchall }) => catchall ?? []);
    if (addresses.length === 0) return [];
    return [
      { ...judgeFetching(servers, addresses, { series: context.odoo.version.series, now: context.now() }), evidence },
    ];
  },
};

/** Whether an incoming server brings what is sent to these addresses. */
export const judgeFetching = (
  servers: readonly FetchmailServer[],
  addresses: readonly string[],
  { series, now }: { readonly series: OdooSeries; readonly now: Date },
): CheckFinding => {
  const menu = menuPath(series, 'incoming-servers');
  const working = servers.filter(({ active, state }) => active && state === 'done');
  const [chosen] = working.toSorted((one, other) => closeness(other, addresses) - closeness(one, addresses));
  if (chosen !== undefined) return describeServer(chosen, menu, now);
  const [idle] = servers;
  if (idle === undefined) {
    return finding({
      status: 'skipped',
      summary: `Odoo fetches no mailbox: answers to ${addresses[0]} come back only if the mail server hands them over (mailgate).`,
      detail: `If it does, all is well; that cannot be seen from here. Otherwise add an incoming server: ${menu}.`,
    });
  }
  const why = idle.active ? 'was never confirmed' : 'is archived';
  return finding({
    subject: `incoming:${idle.id}`,
    status: 'warn',
    summary: `Answers to ${addresses[0]} are not fetched: the incoming mail server ${idle.name} ${why}.`,
    detail: `Unless the mail server hands them over itself (mailgate), they never reach Odoo: ${menu}.`,
  });
};

/** The mailbox of the very address, then one of its domain, then any: catchall mailboxes have all kinds of names. */
const closeness = ({ user }: FetchmailServer, addresses: readonly string[]): number => {
  const login = user?.toLowerCase() ?? '';
  if (addresses.some((address) => address.toLowerCase() === login)) return 2;
  return addresses.some((address) => domainOf(address) === domainOf(login)) ? 1 : 0;
};

const describeServer = (server: FetchmailServer, menu: string, now: Date): CheckFinding => {
  const base = { subject: `incoming:${server.id}` } as const;
  const title = `${server.name} (${server.user ?? server.type}${server.host === null ? '' : ` at ${server.host}`})`;
  const { fetchedAt, failedAt, failure } = server;
  if (failedAt instanceof Date && (fetchedAt === null || failedAt > fetchedAt)) {
    const reason = failure === null || failure === undefined ? '' : ` Odoo noted: ${failure.split('\n')[0]}`;
    const summary = `The incoming mail server ${title} could not be fetched the last time.${reason}`;
    return finding({ ...base, status: 'warn', summary, detail: `Answers wait there: ${menu}.` });
  }
  if (fetchedAt === null) {
    return finding({ ...base, status: 'ok', summary: `Odoo is set to fetch ${title}; it has not done so yet.` });
  }
  const ageMs = now.getTime() - fetchedAt.getTime();
  const age = formatDuration(ageMs);
  if (ageMs <= longSilenceMs) {
    return finding({ ...base, status: 'ok', summary: `Odoo fetched ${title} ${age} ago.` });
  }
  const summary = `Odoo has not fetched ${title} for ${age}: answers wait there.`;
  const detail = `The scheduled action Mail: Fetchmail Service does it every five minutes. ${menu}.`;
  return finding({ ...base, status: 'warn', summary, detail });
};
