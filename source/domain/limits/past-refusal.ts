import { dayMs, hourMs, minuteMs } from '../../lib/time-units.ts';
import type { Retry } from '../replies/classes/class-facts.ts';
import type { FailureClass } from '../replies/classes/index.ts';
import { type AllowanceReset, returnAfter } from './allowance.ts';

/** What a server said to a mail some time ago. */
export interface PastRefusal {
  readonly class: FailureClass;
  readonly retry: Retry;
  /** Null where the mail does not tell. UTC. */
  readonly at: Date | null;
  /** As in ClassifiedReply. */
  readonly retryAfterMs: number | null;
  readonly reset: AllowanceReset | null;
  /** Whether it was said of the message itself, and of nothing that is measured otherwise. False when absent. */
  readonly isOfMessage?: boolean;
}

/** What has been seen since. */
export interface Since {
  readonly now: Date;
  /** When the same server was last seen to take a mail; null where that was not seen. */
  readonly takenAt: Date | null;
  /** When the server was set up anew in Odoo: another account is refused for reasons of its own. */
  readonly changedAt: Date | null;
  /** Whether a live session has just gone as far as the recipients. It ends before the message itself (DATA). */
  readonly isTried: boolean;
}

/** Whether a mail that was refused like that may be sent again. */
export type Standing =
  | { readonly kind: 'now' }
  /** `isKnown`: the provider documents the time; else it is the usual wait. */
  | { readonly kind: 'later'; readonly at: Date; readonly isKnown: boolean }
  /** Sending alone does not help; after `until` a try is worth it all the same. */
  | { readonly kind: 'fix'; readonly until: Date };

/** Whom a refusal concerns: all that goes through the server, one address, or the mail that met it. */
export type RefusalScope = 'server' | 'address' | 'mail';

/** Limits of an account, or blocks on it. */
const limitClasses: ReadonlySet<FailureClass> = new Set([
  'account.blocked',
  'account.not_activated',
  'odoo.online_daily_limit',
  'quota.plan',
  'rate.burst',
  'rate.concurrent',
  'rate.daily',
  'rate.hourly',
  'rate.login',
  'rate.reputation',
  'rate.server_busy',
  'rate.tenant_blocked',
]);

export const isLimit = (failureClass: FailureClass): boolean => limitClasses.has(failureClass);

/** Whom a refusal of this class concerns. What ends a session before any sender is named concerns every mail. */
export const scopeOf = (failureClass: FailureClass): RefusalScope => {
  if (isLimit(failureClass) || /^(?:auth|net|tls)\./.test(failureClass)) return 'server';
  if (failureClass.startsWith('rcpt.') || failureClass === 'rate.recipient_mailbox') return 'address';
  return 'mail';
};

/** What comes with or after the message, or counts what was sent: a session that ends before DATA shows nothing of it. */
const isBeyondHandshake = (failureClass: FailureClass): boolean => isLimit(failureClass) || unseen.has(failureClass);

const unseen: ReadonlySet<FailureClass> = new Set([
  'grey.listed',
  'policy.rfc5322',
  'rate_or_maintenance',
  'rep.content',
  'unknown',
]);

/** "In general, the retry interval SHOULD be at least 30 minutes" (RFC 5321 §4.5.4.1). */
const usualWaitMs = 30 * minuteMs;
/** A filter's verdict, or a reason that nobody knows, is not another one after minutes. */
const standsForMs = dayMs;
/** What a session would show, where none was held. */
const untriedStandsForMs = hourMs;

/**
 * Whether a refusal still stands, from its class, its age, the provider's way of giving the allowance back, and what
 * was seen since.
 */
export const judgeRefusal = (refusal: PastRefusal, { now, takenAt, changedAt, isTried }: Since): Standing => {
  const { class: failureClass, at, retry } = refusal;
  if (at === null || retry === 'now' || (changedAt !== null && changedAt > at)) return { kind: 'now' };
  // A server that took other mail since has room again; what it thinks of this mail's text or recipient is another thing.
  const scope = scopeOf(failureClass);
  const isAboutServer = scope === 'server' || failureClass === 'unknown';
  if (isAboutServer && takenAt !== null && takenAt > at) return { kind: 'now' };
  // A session asks for the recipients of one mail alone.
  const isBeyond = scope === 'address' || refusal.isOfMessage === true || isBeyondHandshake(failureClass);
  if (isTried && !isBeyond) return { kind: 'now' };
  if (retry === 'later' || refusal.retryAfterMs !== null || refusal.reset !== null) {
    const back = returnAfter(at, refusal.reset, refusal.retryAfterMs ?? usualWaitMs);
    return back.at > now ? { kind: 'later', at: back.at, isKnown: back.reset !== null } : { kind: 'now' };
  }
  const until = new Date(at.getTime() + (isBeyond ? standsForMs : untriedStandsForMs));
  return until > now ? { kind: 'fix', until } : { kind: 'now' };
};

/** The longest a refusal can stand (a plan's month), ms: what is older need not be looked at. */
export const longestStandingMs = 31 * dayMs;
