import { type DnsAnswer, isAbsent, joinText } from '../../../domain/dns/answer.ts';
import type { Organization } from '../../../domain/dns/dmarc/alignment.ts';
import { isDmarcText, parseDmarc } from '../../../domain/dns/dmarc/record.ts';
import {
  type DmarcStep,
  namesToWalk,
  organizationBySuffix,
  organizationByWalk,
} from '../../../domain/dns/dmarc/walk.ts';
import { normalizeName } from '../../../domain/dns/dns-name.ts';
import type { LookupOptions, Resolver } from '../resolver.ts';

export interface WalkedStep {
  readonly step: DmarcStep;
  readonly answer: DnsAnswer<'TXT'>;
}

const readStep = (domain: string, answer: DnsAnswer<'TXT'>): DmarcStep => {
  if (answer.kind !== 'answer') {
    return isAbsent(answer) ? { kind: 'none', domain } : { kind: 'unknown', domain, reason: answer.reason };
  }
  const texts = answer.records.map(joinText).filter(isDmarcText);
  const [text] = texts;
  if (text === undefined) return { kind: 'none', domain };
  return texts.length === 1 ? { kind: 'record', domain, record: parseDmarc(text) } : { kind: 'several', domain, texts };
};

/** Asks for `_dmarc` of the domain and of every name above it, at once: eight questions at most (RFC 9989 §4.10). */
export const walkTree = (resolver: Resolver, domain: string, options: LookupOptions): Promise<readonly WalkedStep[]> =>
  Promise.all(
    namesToWalk(domain).map(async (name) => {
      const answer = await resolver.lookUp(`_dmarc.${name}`, 'TXT', options);
      return { step: readStep(name, answer), answer };
    }),
  );

/** The organization of a domain from a walk that was made. */
export const organizationOf = (domain: string, walked: readonly WalkedStep[]): Organization => {
  const byWalk = organizationByWalk(
    domain,
    walked.map(({ step }) => step),
  );
  return {
    domain: normalizeName(domain),
    byWalk: byWalk.kind === 'known' ? byWalk.domain : undefined,
    bySuffix: organizationBySuffix(domain),
  };
};

/** The organization that a domain belongs to, by the walk and by the Public Suffix List. */
export const findOrganization = async (
  resolver: Resolver,
  domain: string,
  options: LookupOptions,
): Promise<Organization> => organizationOf(domain, await walkTree(resolver, domain, options));
