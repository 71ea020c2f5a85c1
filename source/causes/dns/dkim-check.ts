import type { Check } from '../../checks/cause.ts';
import { judgeSigning } from '../../domain/dns/dkim/judge-dkim.ts';
import type { DkimKeys } from '../../domain/dns/dkim/key.ts';
import { type Finding, finding } from '../../domain/finding/finding.ts';
import { recogniseProviders } from '../../domain/providers/find-provider.ts';
import { isFreeMailDomain } from '../../domain/providers/free-mail.ts';
import { readKeys } from './measure-dkim-keys.ts';
import { groupWays, type Leaving, readLeavings } from './measure-sender-domains.ts';
import { offerRecord, publishDkim } from './publish-record-remedies.ts';

/** DKIM keys of every From domain. That none is found at guesses proves nothing. */
export const dkim: Check = {
  id: 'dns.dkim',
  title: 'Signatures (DKIM)',
  run: async (context) => {
    const groups = groupWays(await readLeavings(context), 'domain');
    return await Promise.all(
      groups
        .filter(([domain]) => !isFreeMailDomain(domain))
        .map(async ([domain, ways]) => {
          const keys = await readKeys(context, domain);
          const base = { check: dkim.id, subject: `domain:${domain}`, owner: 'dns', evidence: keys.evidence } as const;
          return finding({ ...base, ...describe(keys, ways) });
        }),
    );
  },
};

type Found = Pick<Finding, 'status' | 'summary'> & Partial<Finding>;

const describe = (keys: DkimKeys, ways: readonly Leaving[]): Found => {
  const { status, summary, notes } = judgeSigning(keys);
  if (status === 'ok') return { status, summary, detail: notes.join(' ') };
  const scale = keys.hasNone
    ? ['Large receivers want a signature from whoever sends much, and forwarded mail passes by it alone.']
    : [];
  return {
    status,
    summary,
    detail: [...notes, ...scale, switchOn(ways)].join(' '),
    ...(keys.hasNone ? { remedies: offerRecord(publishDkim, keys.domain) } : {}),
  };
};

const switchOn = (ways: readonly Leaving[]): string => {
  const provider = ways
    .map(({ relay }) => recogniseProviders({ host: relay.host }).relay)
    .find((one) => one !== undefined);
  return provider === undefined || provider.kind === 'local'
    ? `Switch DKIM on at ${ways[0]?.relay.host ?? 'the mail server'} and publish the key it gives you.`
    : `Switch DKIM on at ${provider.name} and publish the key it gives you (${provider.source}).`;
};
