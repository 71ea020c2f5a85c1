import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { type JudgedRoute, judgeProof } from '../../domain/dns/dmarc/judge-proof.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { isFreeMailDomain } from '../../domain/providers/free-mail.ts';
import { checkAlignment } from '../../services/dns/dmarc/read-dmarc.ts';
import { countAffected } from './count-affected.ts';
import { readAuthorisation } from './measure-authorisation.ts';
import { readKeys } from './measure-dkim-keys.ts';
import { measureDmarcPolicy } from './measure-dmarc-policy.ts';
import { groupRoutesByDomain, measureSenderDomains, type SenderDomainRoute } from './measure-sender-domains.ts';

/** Whether mail as it really leaves can prove its From: by SPF of an aligned envelope, or by a signature. */
export const alignment: Check = {
  id: 'dns.alignment',
  title: 'Proof of the From domain (DMARC alignment)',
  owner: 'dns',
  run: async (context) => {
    const groups = groupRoutesByDomain(await measureSenderDomains(context), 'domain');
    return await Promise.all(
      groups
        .filter(([domain]) => !isFreeMailDomain(domain))
        .map(([domain, ways]) => checkDomain(context, domain, ways)),
    );
  },
};

interface MeasuredWay extends JudgedRoute {
  readonly evidence: readonly Evidence[];
}

const measureWay = async (context: CheckContext, way: SenderDomainRoute): Promise<MeasuredWay> => {
  const { signal } = context;
  const { envelopeDomain, relay } = way;
  const policy = await measureDmarcPolicy(context, way.domain);
  const [{ verdict, evidence }, [spf]] = await Promise.all([
    readAuthorisation(context, envelopeDomain, relay),
    checkAlignment(context.dns, policy, { envelope: envelopeDomain, signers: [] }, { signal }),
  ]);
  const answers = { authorised: 'yes', missing: 'no', unknown: 'unknown' } as const;
  return { host: relay.host, envelopeDomain, spf: answers[verdict.kind], isAligned: spf?.isAligned, evidence };
};

const checkDomain = async (
  context: CheckContext,
  domain: string,
  ways: readonly SenderDomainRoute[],
): Promise<CheckFinding> => {
  const [policy, keys, ...measured] = await Promise.all([
    measureDmarcPolicy(context, domain),
    readKeys(context, domain),
    ...ways.map((way) => measureWay(context, way)),
  ]);
  const judged = judgeProof(domain, measured, keys, policy.policy);
  return finding({
    subject: `domain:${domain}`,
    evidence: [...policy.evidence, ...keys.evidence, ...measured.flatMap(({ evidence }) => evidence)],
    ...judged,
    ...(judged.status === 'fail' ? { explains: await countAffected(context, domain) } : {}),
  });
};
