import { isIP } from 'node:net';
import type { SenderFacts, Signature } from '../../domain/deliverability/judge-sender.ts';
import { readArrival } from '../../domain/deliverability/received-header.ts';
import { blocklists } from '../../domain/dns/blocklists/lists.ts';
import type { Dmarc } from '../../domain/dns/dmarc/dmarc.ts';
import { domainOf } from '../../domain/dns/dns-name.ts';
import type { ReverseDns } from '../../domain/dns/reverse.ts';
import type { SpfResult } from '../../domain/dns/spf/spf-verdict.ts';
import { checkAddressOnBlocklists, checkDomainOnBlocklists } from '../../services/dns/blocklists.ts';
import { type VerifiedSignature, verifySignatures } from '../../services/dns/dkim/verify-signatures.ts';
import { checkAlignment, readDmarc } from '../../services/dns/dmarc/read-dmarc.ts';
import { readReverse } from '../../services/dns/read-reverse.ts';
import type { Resolver } from '../../services/dns/resolver.ts';
import { evaluateSpf } from '../../services/dns/spf/evaluate.ts';
import type { ReadMessage } from './read-message.ts';

interface Options {
  readonly signal: AbortSignal;
}

const spfResults: Readonly<Record<SpfResult, SenderFacts['spf']['result']>> = {
  pass: 'pass',
  fail: 'fail',
  softfail: 'softfail',
  neutral: 'none',
  none: 'none',
  permerror: 'error',
  temperror: 'unknown',
};

/** Where a message that was received came from, by its own headers and what DNS says now. */
export const measureArrival = async (
  dns: Resolver,
  message: Buffer,
  { traits, received, returnPath }: ReadMessage,
  options: Options,
): Promise<SenderFacts> => {
  const arrival = readArrival(received);
  const address = arrival?.address ?? null;
  const ip = address !== null && isIP(address) !== 0 ? address : null;
  const helo = arrival?.helo ?? null;
  const fromDomain = domainOf(traits.from[0] ?? '') ?? null;
  const envelopeDomain = returnPath === null ? null : (domainOf(returnPath) ?? '');
  const [spf, verified, dmarc, reverse, lists] = await Promise.all([
    measureSpf(dns, { ip, helo, returnPath }, options),
    verifySignatures(dns, message, options),
    fromDomain === null ? undefined : readDmarc(dns, fromDomain, options),
    ip === null ? undefined : readReverse(dns, ip, options),
    askLists(dns, { ip, domain: fromDomain }, options),
  ]);
  const [isSpfAligned, signatures] = await Promise.all([
    alignOne(dns, dmarc, { envelope: envelopeDomain || undefined, signers: [] }, options),
    Promise.all(verified.map((signature) => describeSignature(dns, dmarc, signature, options))),
  ]);
  const given = reverse?.names.some(({ name }) => name.toLowerCase().replace(/\.$/, '') === helo?.toLowerCase());
  return {
    fromDomain,
    envelopeDomain,
    spf,
    isSpfAligned,
    signing: signatures.length === 0 ? { kind: 'unsigned' } : { kind: 'signed', signatures },
    dmarc: describeDmarc(dmarc, fromDomain),
    reverse: describeReverse(reverse, 'Which address it came from is not known: no Received header tells.'),
    helo:
      helo === null
        ? undefined
        : { name: helo, isConfirmed: given === true ? true : await leadsTo(dns, helo, ip, options) },
    ...lists,
    isEncrypted: arrival?.isEncrypted,
  };
};

/** What reverse DNS says of the sending address, as a mark needs it; `otherwise` where there is no address. */
export const describeReverse = (reverse: ReverseDns | undefined, otherwise: string): SenderFacts['reverse'] => {
  if (reverse === undefined) return { isGood: undefined, words: otherwise };
  const { state, unknown, problems, address } = reverse;
  if (state === 'unknown') return { isGood: undefined, words: unknown ?? otherwise };
  const [problem] = problems;
  const good = `Reverse DNS names ${address}, and that name leads back.`;
  return { isGood: state === 'confirmed', words: problem === undefined ? good : problem.message };
};

const measureSpf = async (
  dns: Resolver,
  {
    ip,
    helo,
    returnPath,
  }: { readonly ip: string | null; readonly helo: string | null; readonly returnPath: string | null },
  options: Options,
): Promise<SenderFacts['spf']> => {
  if (ip === null || returnPath === null) {
    const missing = ip === null ? 'which address it came from' : 'which envelope sender it had';
    return { result: 'unknown', words: `SPF cannot be told: ${missing} is not in the headers.` };
  }
  const verdict = await evaluateSpf(dns, { ip, helo: helo ?? 'unknown', mailFrom: returnPath }, options);
  return { result: spfResults[verdict.result], words: verdict.explanation || `${ip} is not named.` };
};

const signatureResults: Readonly<Record<VerifiedSignature['result'], Signature['result']>> = {
  pass: 'pass',
  fail: 'fail',
  neutral: 'fail',
  policy: 'fail',
  permerror: 'fail',
  temperror: 'unknown',
};

const describeSignature = async (
  dns: Resolver,
  dmarc: Dmarc | undefined,
  { domain, selector, result, words }: VerifiedSignature,
  options: Options,
): Promise<Signature> => ({
  domain,
  selector,
  result: signatureResults[result],
  words,
  isAligned: await alignOne(dns, dmarc, { envelope: undefined, signers: [domain] }, options),
});

const alignOne = async (
  dns: Resolver,
  dmarc: Dmarc | undefined,
  identities: Parameters<typeof checkAlignment>[2],
  options: Options,
): Promise<boolean | undefined> =>
  dmarc === undefined ? undefined : (await checkAlignment(dns, dmarc, identities, options))[0]?.isAligned;

/** What DMARC of the From domain says, as a mark needs it. */
export const describeDmarc = (dmarc: Dmarc | undefined, domain: string | null): SenderFacts['dmarc'] => {
  if (dmarc === undefined) return { kind: 'unknown', words: 'There is no From domain.' };
  if (dmarc.unknown !== undefined) return { kind: 'unknown', words: dmarc.unknown };
  if (dmarc.found === undefined) return { kind: 'none', words: `${domain} has no DMARC record.` };
  return { kind: 'record', words: `Its policy is ${dmarc.policy?.policy ?? 'none'}.` };
};

/** Which lists hold the sender; a list that refuses the question, or keeps silent, says nothing. */
export const askLists = async (
  dns: Resolver,
  { ip, domain }: { readonly ip: string | null; readonly domain: string | null },
  options: Options,
): Promise<Pick<SenderFacts, 'listings' | 'listsAnswered'>> => {
  const checks = (
    await Promise.all([
      ip === null ? [] : checkAddressOnBlocklists(dns, blocklists, ip, options),
      domain === null ? [] : checkDomainOnBlocklists(dns, blocklists, domain, options),
    ])
  ).flat();
  return {
    listings: checks.flatMap(({ problems }) => problems.map(({ message }) => message)),
    listsAnswered: checks.filter(({ verdict }) => verdict.kind === 'clean' || verdict.kind === 'listed').length,
  };
};

const leadsTo = async (
  dns: Resolver,
  name: string,
  ip: string | null,
  options: Options,
): Promise<boolean | undefined> => {
  if (ip === null || isIP(name) !== 0 || !name.includes('.')) return undefined;
  const answer = await dns.lookUp(name, isIP(ip) === 4 ? 'A' : 'AAAA', options);
  if (answer.kind === 'answer') return answer.records.includes(ip);
  return answer.kind === 'nxdomain' || answer.kind === 'nodata' ? false : undefined;
};
