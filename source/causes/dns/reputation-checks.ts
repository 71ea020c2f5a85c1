import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import type { BlocklistCheck } from '../../domain/dns/blocklists/blocklist.ts';
import { blocklists } from '../../domain/dns/blocklists/lists.ts';
import { organizationBySuffix } from '../../domain/dns/dmarc/walk.ts';
import type { ReverseDns } from '../../domain/dns/reverse.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { recogniseProviders } from '../../domain/providers/find-provider.ts';
import { isFreeMailDomain } from '../../domain/providers/free-mail.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import { checkAddressOnBlocklists, checkDomainOnBlocklists } from '../../services/dns/blocklists.ts';
import { readReverse } from '../../services/dns/read-reverse.ts';
import { readRelayAddresses } from './measure-authorisation.ts';
import { groupRoutesByDomain, measureSenderDomains } from './measure-sender-domains.ts';

/** Whether lists of spammers hold the domain. */
export const domainLists: Check = {
  id: 'dns.blocklists',
  title: 'Blocklists of domains',
  owner: 'host',
  run: async (context) => {
    const groups = groupRoutesByDomain(await measureSenderDomains(context), 'domain').filter(
      ([domain]) => !isFreeMailDomain(domain),
    );
    return await Promise.all(
      groups.map(async ([domain]) => {
        const checks = await checkDomainOnBlocklists(context.dns, blocklists, domain, { signal: context.signal });
        return finding({ subject: `domain:${domain}`, ...judgeListings(domain, checks) });
      }),
    );
  },
};

type ServerPart = 'dns.ptr' | 'dns.address-blocklists';

/** How receivers see a company's own mail server: its name in reverse DNS, and lists of addresses. A provider's is the provider's business. */
export const ownServer: Check<ServerPart> = {
  id: 'dns.own-server',
  title: 'Reverse DNS and blocklists of our own mail server',
  owner: 'host',
  run: async (context) => {
    const { ways } = await measureSenderDomains(context);
    const own = new Map(
      ways.filter(({ relay, domain }) => isOwnServer(relay.host, domain)).map(({ relay }) => [relay.host, relay]),
    );
    return (await Promise.all([...own.values()].map((relay) => checkServer(context, relay)))).flat();
  },
};

/** Whether a server that mail of the domain leaves through is the company's own. */
export const isOwnServer = (host: string, domain: string): boolean => {
  const provider = recogniseProviders({ host }).relay;
  return (
    provider?.kind === 'local' ||
    (provider === undefined && organizationBySuffix(host) === organizationBySuffix(domain))
  );
};

const checkServer = async (context: CheckContext, relay: Relay): Promise<readonly CheckFinding<ServerPart>[]> => {
  const { addresses, unknown, evidence } = await readRelayAddresses(context, relay.host);
  const subject = relay.subject;
  // Nobody beyond this network sees a private address; what it is outside cannot be told from here.
  if (unknown !== undefined || addresses.length === 0) {
    const summary = unknown ?? `${relay.host} has no address.`;
    return [finding({ subject, status: 'skipped', summary, evidence })];
  }
  return (await Promise.all(addresses.map((address) => checkAddress(context, relay, address)))).flat();
};

const checkAddress = async (
  context: CheckContext,
  relay: Relay,
  address: string,
): Promise<readonly CheckFinding<ServerPart>[]> => {
  const options = { signal: context.signal };
  const [reverse, checks] = await Promise.all([
    readReverse(context.dns, address, options),
    checkAddressOnBlocklists(context.dns, blocklists, address, options),
  ]);
  const subject = relay.subject;
  return [
    finding({
      part: 'dns.ptr',
      subject,
      evidence: reverse.evidence,
      ...judgeReverse(relay.host, reverse),
    }),
    finding({ part: 'dns.address-blocklists', subject, ...judgeListings(address, checks) }),
  ];
};

/** `host`: the server that is reached at the address. */
export const judgeReverse = (
  host: string,
  { address, state, names, problems, unknown }: ReverseDns,
): Pick<CheckFinding, 'status' | 'summary' | 'detail'> => {
  if (unknown !== undefined) return { status: 'unknown', summary: unknown };
  const [bad] = problems;
  if (state !== 'confirmed' && bad !== undefined) {
    const detail = `Unless ${host} sends from another address or hands mail to a provider, receivers look at this one.`;
    return { status: 'warn', summary: bad.message, detail };
  }
  const name = names.find(({ isConfirmed }) => isConfirmed === true)?.name ?? '';
  return {
    status: 'ok',
    summary: `Reverse DNS names ${address} ${name}, and that name leads back.`,
    ...(bad === undefined ? {} : { detail: bad.message }),
  };
};

/** A list that refuses our question says nothing about the subject; a public resolver is refused everywhere. */
export const judgeListings = (
  subject: string,
  checks: readonly BlocklistCheck[],
): Pick<CheckFinding, 'status' | 'summary' | 'evidence'> & { readonly detail?: string } => {
  const evidence = checks.flatMap((check) => check.evidence);
  const listed = checks.flatMap(({ problems }) => problems);
  const [worst] = listed;
  if (worst !== undefined) {
    return { evidence, status: 'fail', summary: worst.message, detail: listed.map(({ message }) => message).join(' ') };
  }
  const titles = (kind: BlocklistCheck['verdict']['kind']): string =>
    checks.flatMap(({ verdict, list }) => (verdict.kind === kind ? [list.title] : [])).join(', ');
  const reasons = checks.flatMap(({ list, verdict }) =>
    verdict.kind === 'refused' || verdict.kind === 'unknown' ? [endSentence(`${list.title}: ${verdict.reason}`)] : [],
  );
  const detail = reasons.length === 0 ? {} : { detail: `Not told: ${reasons.join(' ')}` };
  if (titles('clean') !== '')
    return { evidence, status: 'ok', summary: `${subject} is not on ${titles('clean')}.`, ...detail };
  const isRefused = titles('refused') !== '';
  const summary = `Whether blocklists hold ${subject} is not known: ${isRefused ? 'they refuse questions from this resolver' : 'they did not answer'}.`;
  return { evidence, status: isRefused ? 'skipped' : 'unknown', summary, ...detail };
};
