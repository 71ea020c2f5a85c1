import type { Check } from '../../checks/cause.ts';
import { judgeSigning } from '../../domain/dns/dkim/judge-dkim.ts';
import type { DkimKeys } from '../../domain/dns/dkim/key.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { recogniseProviders } from '../../domain/providers/find-provider.ts';
import { isFreeMailDomain } from '../../domain/providers/free-mail.ts';
import { readKeys } from './measure-dkim-keys.ts';
import { groupRoutesByDomain, measureSenderDomains, type SenderDomainRoute } from './measure-sender-domains.ts';
import { offerRecord, publishDkim } from './publish-record-remedies.ts';

/** DKIM keys of every From domain. That none is found at guesses proves nothing. */
export const dkim: Check = {
  id: 'dns.dkim',
  title: 'Signatures (DKIM)',
  owner: 'dns',
  run: async (context) => {
    const groups = groupRoutesByDomain(await measureSenderDomains(context), 'domain');
    return await Promise.all(
      groups
        .filter(([domain]) => !isFreeMailDomain(domain))
        .map(async ([domain, ways]) => {
          const keys = await readKeys(context, domain);
          const base = { subject: `domain:${domain}`, evidence: keys.evidence } as const;
          return finding({ ...base, ...judgeKeys(keys, hostsOf(ways)) });
        }),
    );
  },
};

type Found = Pick<CheckFinding, 'status' | 'summary'> & Partial<CheckFinding>;

const hostsOf = (ways: readonly SenderDomainRoute[]): readonly string[] => ways.map(({ relay }) => relay.host);

/** `hosts`: the servers that mail of the domain leaves through. */
export const judgeKeys = (keys: DkimKeys, hosts: readonly string[]): Found => {
  const { status, summary, notes } = judgeSigning(keys);
  if (status === 'ok') return { status, summary, detail: notes.join(' ') };
  const scale = keys.hasNone
    ? ['Large receivers want a signature from whoever sends much, and forwarded mail passes by it alone.']
    : [];
  return {
    status,
    summary,
    detail: [...notes, ...scale, switchOn(hosts)].join(' '),
    ...(keys.hasNone ? { remedies: offerRecord(publishDkim, keys.domain) } : {}),
  };
};

const switchOn = (hosts: readonly string[]): string => {
  const provider = hosts.map((host) => recogniseProviders({ host }).relay).find((one) => one !== undefined);
  return provider === undefined || provider.kind === 'local'
    ? `Switch DKIM on at ${hosts[0] ?? 'the mail server'} and publish the key it gives you.`
    : `Switch DKIM on at ${provider.name} and publish the key it gives you (${provider.source}).`;
};
