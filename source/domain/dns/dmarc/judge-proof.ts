import { proofOfSignature } from '../dkim/judge-dkim.ts';
import { type DkimKeys, isUsable } from '../dkim/key.ts';
import type { EffectivePolicy } from './dmarc-policy.ts';

/** One way that mail leaves, as far as SPF can speak for its From. */
export interface JudgedRoute {
  /** The server it leaves through. */
  readonly host: string;
  readonly envelopeDomain: string;
  /** Whether SPF passes it. */
  readonly spf: 'yes' | 'no' | 'unknown';
  /** Whether the envelope's domain speaks for From. */
  readonly isAligned: boolean | undefined;
}

export interface ProofJudgement {
  readonly status: 'ok' | 'fail' | 'unknown';
  readonly summary: string;
  readonly detail?: string;
}

const bySpf = ({ spf, isAligned }: JudgedRoute): JudgedRoute['spf'] => {
  if (isAligned === false || spf === 'no') return 'no';
  return isAligned === undefined || spf === 'unknown' ? 'unknown' : 'yes';
};

const explain = (domain: string, { isAligned, envelopeDomain }: JudgedRoute): string =>
  isAligned === false
    ? `The envelope domain ${envelopeDomain} is another organization's than ${domain}, so SPF cannot speak for From; only a DKIM signature of ${domain} can.`
    : `DMARC wants one of two: SPF that names the server, for an envelope of the same organization (here ${envelopeDomain}), or a DKIM signature of ${domain}.`;

const describeKeys = ({ domain, keys, hasNone }: DkimKeys): string => {
  const usable = keys.filter(isUsable).map(({ selector }) => selector.name);
  if (usable.length > 0) {
    return `${domain} has a DKIM key (${usable.join(', ')}), which may be left over and proves no signature`;
  }
  const revoked = keys.filter(({ state }) => state.kind === 'revoked').map(({ selector }) => selector.name);
  if (revoked.length > 0) return `its DKIM key (${revoked.join(', ')}) was revoked, and others cannot be listed`;
  return hasNone ? 'there is no DKIM key' : 'its DKIM selector is not known';
};

const describePolicy = (domain: string, rule: EffectivePolicy | undefined): string =>
  rule === undefined || rule.policy === 'none'
    ? 'large receivers refuse such mail, or sort it out as spam'
    : `${domain} itself asks receivers to ${rule.policy} it (${rule.tag}=${rule.policy} at _dmarc.${rule.recordDomain})`;

/**
 * Whether mail of a domain can prove its From on every way: by SPF of an aligned envelope, or by a signature. Keys can
 * only say that there is no signature: one that stands may be another sender's, or nobody may sign with it.
 */
export const judgeProof = (
  domain: string,
  ways: readonly JudgedRoute[],
  keys: DkimKeys,
  policy: EffectivePolicy | undefined,
): ProofJudgement => {
  const unproved = ways.filter((way) => bySpf(way) !== 'yes');
  const [first] = unproved;
  if (first === undefined) {
    return { status: 'ok', summary: `Mail from ${domain} can prove where it comes from by SPF.` };
  }
  const sure = unproved.find((way) => bySpf(way) === 'no');
  if (sure !== undefined && keys.hasNone && !keys.keys.some(isUsable)) {
    const summary = `Mail from ${domain} through ${sure.host} can prove itself neither by SPF nor by a DKIM signature: ${describePolicy(domain, policy)}.`;
    return { status: 'fail', summary, detail: explain(domain, sure) };
  }
  const open = sure ?? first;
  const spf =
    bySpf(open) === 'no' ? 'SPF does not speak for it' : `whether SPF of ${open.envelopeDomain} does is unknown`;
  return {
    status: 'unknown',
    summary: `Whether mail from ${domain} through ${open.host} can prove where it comes from is not known: ${spf}, and ${describeKeys(keys)}.`,
    detail: `${explain(domain, open)} ${proofOfSignature(domain)}`,
  };
};
