import type { Evidence } from '../../finding/evidence.ts';
import type { DnsProblem } from '../dns-problem.ts';
import type { Organization } from './alignment.ts';
import type { EffectivePolicy } from './dmarc-policy.ts';
import type { DmarcFound } from './walk.ts';

/** Whether the domain that gets a record's reports has agreed to get them (RFC 9990 §4). */
export interface ReportTarget {
  readonly domain: string;
  readonly state: 'same-organization' | 'authorised' | 'not-authorised' | 'unknown';
  readonly evidence: readonly Evidence[];
}

/** What DMARC says about mail whose From is at a domain. */
export interface Dmarc {
  readonly domain: string;
  readonly organization: Organization;
  /** The record that applies by RFC 9989; undefined when there is none. */
  readonly found: DmarcFound | undefined;
  readonly policy: EffectivePolicy | undefined;
  /** What readers of RFC 7489 apply instead, where that differs. */
  readonly oldPolicy: EffectivePolicy | 'none' | undefined;
  readonly reportTargets: readonly ReportTarget[];
  readonly problems: readonly DnsProblem[];
  /** Why we cannot say what applies; then `found` is not to be relied on. */
  readonly unknown: string | undefined;
  readonly evidence: readonly Evidence[];
}
