import type { DnsAnswer } from '../../../domain/dns/answer.ts';
import type { SpfQuestion, SpfResult, SpfVerdict } from '../../../domain/dns/spf/spf-verdict.ts';
import { sanitizeLine } from '../../../domain/sanitize.ts';
import { forMailauth } from '../mailauth-resolver.ts';
import type { LookupOptions, Resolver } from '../resolver.ts';

const results: readonly SpfResult[] = ['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror'];

/**
 * What a receiver that follows RFC 7208 to the letter decides about one message. `temperror` means that DNS did not
 * answer: unknown, not bad. Throws only the signal's reason.
 */
export const evaluateSpf = async (
  resolver: Resolver,
  { ip, helo, mailFrom }: SpfQuestion,
  options: LookupOptions,
): Promise<SpfVerdict> => {
  const answers: DnsAnswer[] = [];
  // It brings tables of character sets and a schema validator, more than half of what a check loads: loaded when asked.
  // By its default export alone: in the bundle a CommonJS module that is imported later has no other.
  const { default: mailauth } = await import('mailauth/lib/spf/index.js');
  const verdict = await mailauth.spf({
    ip,
    helo,
    sender: mailFrom,
    mta: 'receiver',
    strict: true,
    resolver: forMailauth(resolver, options, (answer) => answers.push(answer)),
  });
  options.signal.throwIfAborted();
  return {
    result: results.find((result) => result === verdict.status.result) ?? 'temperror',
    domain: verdict.domain,
    explanation: sanitizeLine(verdict.status.comment || '').replace(/^receiver: /, ''),
    ownersWords: verdict.explanation === undefined ? undefined : sanitizeLine(verdict.explanation),
    lookups: verdict.lookups?.count ?? 0,
    voids: verdict.lookups?.void ?? 0,
    evidence: answers.map((answer) => answer.evidence),
  };
};
