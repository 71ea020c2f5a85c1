import type { DkimKey, DkimKeys } from '../../domain/dns/dkim/key.ts';
import { isUsable } from '../../domain/dns/dkim/key.ts';
import { type Finding, finding } from '../../domain/finding.ts';
import { recogniseProviders } from '../../domain/providers/find-provider.ts';
import { isFreeMailDomain } from '../../domain/providers/free-mail.ts';
import type { Check } from '../cause.ts';
import { canSign, readKeys } from './keys.ts';
import { groupWays, type Leaving, readLeavings } from './leaving.ts';
import { offerRecord, publishDkim } from './remedies.ts';

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
  const { domain } = keys;
  const usable = keys.keys.filter(isUsable);
  const broken = keys.keys.filter((key) => key.problems.some(({ severity }) => severity === 'fail'));
  const advice = switchOn(ways);
  switch (canSign(keys)) {
    case 'yes':
      return {
        status: 'ok',
        summary: `${domain} has ${usable.length === 1 ? 'a DKIM key' : `${usable.length} DKIM keys`} (${usable.map(nameOf).join(', ')}); whether mail is signed with it shows in a message that was sent.`,
        ...(broken.length === 0
          ? {}
          : {
              detail: broken
                .flatMap(({ problems }) => problems)
                .map(({ message }) => message)
                .join(' '),
            }),
      };
    case 'no':
      return {
        status: 'warn',
        remedies: offerRecord(publishDkim, domain),
        summary: `${domain} has no DKIM key, so no signature of its mail can be verified.`,
        detail: `DNS knows no name below _domainkey.${domain}. Large receivers want a signature from whoever sends much, and forwarded mail passes by it alone. ${advice}`,
      };
    default:
      return describeUnknown(keys, broken, advice);
  }
};

const describeUnknown = (
  { domain, keys, triedInVain }: DkimKeys,
  broken: readonly DkimKey[],
  advice: string,
): Found => {
  const [first] = broken.flatMap(({ problems }) => problems).filter(({ severity }) => severity === 'fail');
  if (first !== undefined) return { status: 'warn', summary: first.message, detail: advice };
  const silent = keys.flatMap(({ state }) => (state.kind === 'unknown' ? [state.reason] : []))[0];
  return {
    status: 'unknown',
    summary:
      silent ??
      `Whether ${domain} has a DKIM key is not known: none stands at the ${triedInVain.length} usual selectors, and others cannot be listed.`,
    detail: `The selector is the s= of the DKIM-Signature in a message that was sent. ${advice}`,
  };
};

const nameOf = ({ selector, aliases }: DkimKey): string =>
  aliases.length === 0 ? selector.name : `${selector.name}, kept by ${aliases.at(-1)}`;

const switchOn = (ways: readonly Leaving[]): string => {
  const provider = ways
    .map(({ relay }) => recogniseProviders({ host: relay.host }).relay)
    .find((one) => one !== undefined);
  return provider === undefined || provider.kind === 'local'
    ? `Switch DKIM on at ${ways[0]?.relay.host ?? 'the mail server'} and publish the key it gives you.`
    : `Switch DKIM on at ${provider.name} and publish the key it gives you (${provider.source}).`;
};
