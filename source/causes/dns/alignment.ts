import type { Evidence } from '../../domain/evidence.ts';
import { type Finding, finding } from '../../domain/finding.ts';
import { isFreeMailDomain } from '../../domain/providers/free-mail.ts';
import { checkAlignment } from '../../services/dns/dmarc/read-dmarc.ts';
import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { countAffected } from './affected.ts';
import { readAuthorisation } from './authorisation.ts';
import { canSign, readKeys } from './keys.ts';
import { groupWays, type Leaving, readLeavings } from './leaving.ts';
import { readPolicy } from './policy.ts';

/** Whether mail as it really leaves can prove its From: by SPF of an aligned envelope, or by a signature. */
export const alignment: Check = {
  id: 'dns.alignment',
  title: 'Proof of the From domain (DMARC alignment)',
  run: async (context) => {
    const groups = groupWays(await readLeavings(context), 'domain');
    return await Promise.all(
      groups
        .filter(([domain]) => !isFreeMailDomain(domain))
        .map(([domain, ways]) => checkDomain(context, domain, ways)),
    );
  },
};

type Proof = 'yes' | 'no' | 'unknown';

interface JudgedWay {
  readonly way: Leaving;
  readonly bySpf: Proof;
  readonly isAligned: boolean | undefined;
  readonly evidence: readonly Evidence[];
}

const judgeWay = async (context: CheckContext, way: Leaving): Promise<JudgedWay> => {
  const { signal } = context;
  const policy = await readPolicy(context, way.domain);
  const [{ verdict, evidence }, [spf]] = await Promise.all([
    readAuthorisation(context, way.envelopeDomain, way.relay),
    checkAlignment(context.dns, policy, { envelope: way.envelopeDomain, signers: [] }, { signal }),
  ]);
  const isAligned = spf?.isAligned;
  if (isAligned === false || verdict.kind === 'missing') return { way, isAligned, bySpf: 'no', evidence };
  const bySpf = isAligned === undefined || verdict.kind === 'unknown' ? 'unknown' : 'yes';
  return { way, isAligned, bySpf, evidence };
};

const checkDomain = async (context: CheckContext, domain: string, ways: readonly Leaving[]): Promise<Finding> => {
  const [policy, keys, ...judged] = await Promise.all([
    readPolicy(context, domain),
    readKeys(context, domain),
    ...ways.map((way) => judgeWay(context, way)),
  ]);
  const bySignature = canSign(keys);
  const base = {
    check: alignment.id,
    subject: `domain:${domain}`,
    owner: 'dns' as const,
    evidence: [...policy.evidence, ...keys.evidence, ...judged.flatMap(({ evidence }) => evidence)],
  };
  const unproved = judged.filter(({ bySpf }) => bySpf !== 'yes');
  const [first] = unproved;
  if (first === undefined || bySignature === 'yes') {
    const how = first === undefined ? 'SPF' : 'its signature';
    const also = first === undefined && bySignature === 'yes' ? ', and by a signature' : '';
    return finding({
      ...base,
      status: 'ok',
      summary: `Mail from ${domain} can prove where it comes from by ${how}${also}.`,
    });
  }
  const sure = unproved.find(({ bySpf }) => bySpf === 'no');
  if (sure !== undefined && bySignature === 'no') {
    const rule = policy.policy;
    const asked =
      rule === undefined || rule.policy === 'none'
        ? 'large receivers refuse such mail, or sort it out as spam'
        : `${domain} itself asks receivers to ${rule.policy} it (${rule.tag}=${rule.policy} at _dmarc.${rule.recordDomain})`;
    return finding({
      ...base,
      status: 'fail',
      summary: `Mail from ${domain} through ${sure.way.relay.host} can prove itself neither by SPF nor by a DKIM signature: ${asked}.`,
      detail: explain(sure),
      explains: await countAffected(context, domain),
    });
  }
  const summary = `Whether mail from ${domain} through ${first.way.relay.host} can prove where it comes from is not known: ${doubt(first, bySignature)}.`;
  return finding({ ...base, status: 'unknown', summary, detail: explain(first) });
};

const explain = ({ way, isAligned }: JudgedWay): string =>
  isAligned === false
    ? `The envelope domain ${way.envelopeDomain} is another organization's than ${way.domain}, so SPF cannot speak for From; only a DKIM signature of ${way.domain} can.`
    : `DMARC wants one of two: SPF that names the server, for an envelope of the same organization (here ${way.envelopeDomain}), or a DKIM signature of ${way.domain}.`;

const doubt = ({ bySpf, way }: JudgedWay, bySignature: Proof): string =>
  [
    bySpf === 'no' ? `SPF does not speak for it` : `whether SPF of ${way.envelopeDomain} does is unknown`,
    bySignature === 'no' ? 'there is no DKIM key' : 'its DKIM selector is not known',
  ].join(', and ');
