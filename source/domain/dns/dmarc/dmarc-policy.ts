import { normalizeName } from '../dns-name.ts';
import type { DmarcPolicy } from './record.ts';
import type { DmarcFound } from './walk.ts';

/** What receivers do with a message that fails, and from which tag they know. */
export interface EffectivePolicy {
  readonly policy: DmarcPolicy;
  readonly tag: 'p' | 'sp' | 'np';
  /** The domain whose record says so. */
  readonly recordDomain: string;
}

const softer: Readonly<Record<DmarcPolicy, DmarcPolicy>> = { none: 'none', quarantine: 'none', reject: 'quarantine' };

const chooseTag = ({ record }: DmarcFound, isOwn: boolean, exists: boolean): EffectivePolicy['tag'] => {
  if (isOwn) return 'p';
  if (!exists && record.np !== undefined) return 'np';
  return record.sp === undefined ? 'p' : 'sp';
};

/** The policy for a domain under the record that applies to it (RFC 9989 §4.7: np, then sp, then p; t=y softens). */
export const effectivePolicy = (domain: string, found: DmarcFound, exists: boolean): EffectivePolicy => {
  const tag = chooseTag(found, found.domain === normalizeName(domain), exists);
  const policy = found.record.isValid ? (found.record[tag] ?? 'none') : 'none';
  return { policy: found.record.isTest ? softer[policy] : policy, tag, recordDomain: found.domain };
};

/** The same for readers of the old standard, who know neither np nor t (RFC 7489 §6.3). */
export const oldPolicy = (domain: string, found: DmarcFound): EffectivePolicy => {
  const tag = found.domain === normalizeName(domain) || found.record.sp === undefined ? 'p' : 'sp';
  return { policy: found.record[tag] ?? 'none', tag, recordDomain: found.domain };
};
