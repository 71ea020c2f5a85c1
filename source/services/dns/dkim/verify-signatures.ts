import { sanitizeLine } from '../../../domain/sanitize.ts';
import { forMailauth } from '../mailauth-resolver.ts';
import type { LookupOptions, Resolver } from '../resolver.ts';

/** One DKIM-Signature and what verifying it came to. `temperror`: DNS did not answer. */
export interface VerifiedSignature {
  readonly domain: string;
  readonly selector: string;
  readonly result: 'pass' | 'fail' | 'neutral' | 'policy' | 'temperror' | 'permerror';
  readonly words: string;
}

const results: readonly VerifiedSignature['result'][] = ['pass', 'fail', 'neutral', 'policy', 'temperror', 'permerror'];

/** The signatures of a message as it was received; empty where it has none. Throws only the signal's reason. */
export const verifySignatures = async (
  resolver: Resolver,
  message: Buffer,
  options: LookupOptions,
): Promise<readonly VerifiedSignature[]> => {
  // Its message reader is loaded only when a message is there.
  // By its default export alone: in the bundle a CommonJS module that is imported later has no other.
  const { default: mailauth } = await import('mailauth/lib/dkim/verify.js');
  const verified = await mailauth.dkimVerify(message, { resolver: forMailauth(resolver, options, () => undefined) });
  options.signal.throwIfAborted();
  return verified.results.flatMap(({ signingDomain, selector, status }) => {
    if (!signingDomain) return [];
    return [
      {
        domain: sanitizeLine(signingDomain),
        selector: sanitizeLine(selector ?? ''),
        result: results.find((result) => result === status.result) ?? 'temperror',
        words: sanitizeLine(status.comment || status.result),
      },
    ];
  });
};
