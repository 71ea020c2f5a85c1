import { joinText, recordsOf } from '../../../domain/dns/answer.ts';
import { type Alignment, align } from '../../../domain/dns/dmarc/alignment.ts';
import type { Dmarc } from '../../../domain/dns/dmarc/dmarc.ts';
import { type EffectivePolicy, effectivePolicy, oldPolicy } from '../../../domain/dns/dmarc/dmarc-policy.ts';
import { judgeRecord, judgeTargets, whyUndecided } from '../../../domain/dns/dmarc/judge-dmarc.ts';
import { isDmarcText } from '../../../domain/dns/dmarc/record.ts';
import { lintDmarcTexts } from '../../../domain/dns/dmarc/texts.ts';
import { type DmarcFound, recordBySuffix, recordByWalk } from '../../../domain/dns/dmarc/walk.ts';
import { madeUpBelow, normalizeName } from '../../../domain/dns/dns-name.ts';
import type { LookupOptions, Resolver } from '../resolver.ts';
import { findOrganization, organizationOf, type WalkedStep, walkTree } from './organization.ts';
import { checkReportTargets } from './reports.ts';

/** That old readers do not know t=y is told with t=y itself. */
const isSamePolicy = (
  one: EffectivePolicy | undefined,
  other: EffectivePolicy | undefined,
  found: DmarcFound | undefined,
): boolean =>
  one?.recordDomain === other?.recordDomain &&
  (one?.policy === other?.policy || (found?.record.isTest === true && one?.tag === other?.tag));

const evaluate = (domain: string, walked: readonly WalkedStep[], exists: boolean) => {
  const steps = walked.map(({ step }) => step);
  const organization = organizationOf(domain, walked);
  const found = recordByWalk(domain, steps, organization.byWalk ?? domain);
  const old = recordBySuffix(domain, steps);
  const policy = found && effectivePolicy(domain, found, exists);
  const older = old && oldPolicy(domain, old);
  return {
    organization,
    found,
    policy,
    oldPolicy: isSamePolicy(policy, older, found) ? undefined : (older ?? 'none'),
    unknown: whyUndecided(steps, found),
    problems: judgeRecord(domain, steps, found),
  } as const;
};

/** Reads what applies to mail from a domain, by the new standard and by the old. */
export const readDmarc = async (resolver: Resolver, domain: string, options: LookupOptions): Promise<Dmarc> => {
  const name = normalizeName(domain);
  const [walked, address, texts] = await Promise.all([
    walkTree(resolver, name, options),
    resolver.lookUp(name, 'A', options),
    resolver.lookUp(name, 'TXT', options),
  ]);
  const evaluated = evaluate(name, walked, !(address.kind === 'nxdomain' && address.aliases.length === 0));
  const { found } = evaluated;
  const reportTargets = found === undefined ? [] : await checkReportTargets(resolver, found, options);
  const own = walked[0]?.answer;
  const atDmarc = own === undefined ? [] : recordsOf(own).map(joinText);
  const atDomain = recordsOf(texts).map(joinText);
  // Only a text that is out of place raises the question who put it there.
  const isInOrder = atDmarc.every(isDmarcText) && !atDomain.some(isDmarcText);
  const madeUp = isInOrder ? undefined : await resolver.lookUp(madeUpBelow(name), 'TXT', options);
  const beside = lintDmarcTexts({
    domain: name,
    atDmarc,
    byWildcard: madeUp === undefined ? [] : recordsOf(madeUp).map(joinText),
    atDomain,
    // Where DNS kept silent nothing is called missing.
    hasPolicy: found !== undefined || evaluated.unknown !== undefined,
  });
  const isTold = beside.some(({ severity }) => severity !== 'note');
  return {
    domain: name,
    ...evaluated,
    problems: [
      ...(evaluated.unknown === undefined ? evaluated.problems : []).filter(
        ({ rule }) => !(isTold && rule === 'dmarc.missing'),
      ),
      ...beside,
      ...(found === undefined ? [] : judgeTargets(found.domain, reportTargets)),
    ],
    reportTargets,
    evidence: [
      ...walked.map(({ answer }) => answer.evidence),
      ...(madeUp === undefined ? [] : [madeUp.evidence]),
      ...reportTargets.flatMap(({ evidence }) => evidence),
    ],
  };
};

/** Domains that vouch for a message: the envelope's, and those of its DKIM signatures. */
export interface Identities {
  readonly envelope: string | undefined;
  readonly signers: readonly string[];
}

/** Which of a message's identities speak for its From domain, by both standards; DMARC passes if one that passed does. */
export const checkAlignment = (
  resolver: Resolver,
  dmarc: Dmarc,
  { envelope, signers }: Identities,
  options: LookupOptions,
): Promise<readonly Alignment[]> => {
  const { aspf = 'r', adkim = 'r' } = dmarc.found?.record ?? {};
  const alignOne = async (kind: Alignment['kind'], domain: string): Promise<Alignment> =>
    align(kind, kind === 'spf' ? aspf : adkim, dmarc.organization, await findOrganization(resolver, domain, options));
  return Promise.all([
    ...(envelope === undefined ? [] : [alignOne('spf', envelope)]),
    ...signers.map((signer) => alignOne('dkim', signer)),
  ]);
};
