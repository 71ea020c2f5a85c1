import type { Owner } from '../finding/owner.ts';
import type { QuotaReset, Retry } from './classes/class-facts.ts';
import { type FailureCause, type FailureClass, meaningOf } from './classes/index.ts';
import { findRule, type PreparedReply, prepareReply } from './find-rule.ts';
import { normaliseFailure } from './normalise.ts';
import type { ReplyParts, ReplyStage } from './reply-parts.ts';
import type { ReplyRule } from './reply-rule.ts';
import { pickByServer } from './replying-server.ts';
import { readServerWords } from './server-words.ts';
import { quotaResetOf, waitBeforeRetry } from './when-to-retry.ts';

/** What a failure means, who must act, and whether sending again can help. */
export interface ClassifiedReply {
  readonly class: FailureClass;
  /** The wizard's cause; `null` when none of them explains it. */
  readonly cause: FailureCause | null;
  readonly owner: Owner;
  readonly retry: Retry;
  /** How long to wait before a retry, in ms; `null` when waiting is no cure. */
  readonly retryAfterMs: number | null;
  readonly quotaReset: QuotaReset | null;
  readonly advice: string;
  readonly reply: ReplyParts;
  /** The id of the rule that decided; `null` for `unknown`. */
  readonly rule: string | null;
}

/** A reply as a live session met it. */
export interface LiveReply {
  readonly code: number;
  readonly enhanced?: string;
  /** The reply's text, several lines joined by `\n`. */
  readonly text: string;
  readonly stage?: ReplyStage;
  /** The relay's host name. */
  readonly host?: string;
}

/** Either code may say that it is only for now (RFC 5321 §4.2.1, RFC 3463 §3.1). */
const isTemporary = ({ code, enhanced }: ReplyParts): boolean =>
  (code !== null && code < 500) || (enhanced?.startsWith('4') ?? false);

/** Words of a permanent reply that take its permanence back; some providers throttle in them. */
const comeAgain =
  /\b(?:try|retry)(?: it| your message)? again (?:later|after|in)\b|\btry later\b|\btemporar(?:y|ily)\b/;

/** Unknown words heal where the code is temporary; a permanent meaning never wins over a temporary code or words. */
const retryOf = (rule: ReplyRule | undefined, usual: Retry, { parts, words }: PreparedReply): Retry => {
  if (rule === undefined) return isTemporary(parts) ? 'later' : 'fix';
  const retry = rule.retry ?? usual;
  return retry === 'never' && (isTemporary(parts) || comeAgain.test(words)) ? 'later' : retry;
};

const classifyParts = (parts: ReplyParts, host: string | undefined): ClassifiedReply => {
  const heard = prepareReply(parts, host);
  const rule = findRule(heard);
  const failureClass = rule?.class ?? 'unknown';
  const meaning = meaningOf(failureClass);
  return {
    class: failureClass,
    cause: meaning.cause,
    owner: rule?.owner ?? meaning.owner,
    retry: retryOf(rule, meaning.retry, heard),
    retryAfterMs: waitBeforeRetry(failureClass, heard.words),
    quotaReset: quotaResetOf(failureClass, heard.voices),
    advice: rule?.advice ?? pickByServer(meaning.adviceFrom, heard.voices) ?? meaning.advice,
    reply: parts,
    rule: rule?.id ?? null,
  };
};

/** A mail to a long list may have an answer for each recipient; this many are enough to know what is wrong. */
const mostReplies = 8;

const hope: Readonly<Record<Retry, number>> = { fix: 3, now: 2, later: 1, never: 0 };

/** Of several refused recipients the one whose cause can be mended speaks for the mail. */
const mostHopeful = (replies: readonly ClassifiedReply[]): ClassifiedReply | undefined =>
  replies.toSorted((a, b) => hope[b.retry] - hope[a.retry])[0];

/**
 * Classifies a stored `failure_reason`, a log line or a bounce. `host` is the relay that was used, where it is known:
 * it decides codes that mean different things at different providers.
 */
export const classify = (failure: string, { host }: { readonly host?: string } = {}): ClassifiedReply => {
  const parts = normaliseFailure(failure);
  const replies = parts.slice(0, mostReplies).map((part) => classifyParts(part, host));
  const speaker = mostHopeful(replies) ?? classifyParts(nothingSaid, host);
  const recipients = parts.flatMap((part) => part.recipients);
  if (deniesRelaying(replies)) return { ...asRelaying(speaker), reply: { ...speaker.reply, recipients } };
  return recipients.length < 2 ? speaker : { ...speaker, reply: { ...speaker.reply, recipients } };
};

/** A server that calls people of several domains invalid in the same words carries mail to none of them. */
const deniesRelaying = (replies: readonly ClassifiedReply[]): boolean => {
  const domains = replies.flatMap(({ reply }) => reply.recipients.map((each) => each.slice(each.lastIndexOf('@') + 1)));
  return new Set(domains).size > 1 && replies.every(({ rule }) => rule === 'relay-says-invalid-recipient');
};

const asRelaying = (said: ClassifiedReply): ClassifiedReply => {
  const { cause, owner, retry, advice } = meaningOf('relay.denied');
  return { ...said, class: 'relay.denied', cause, owner, retry, advice };
};

const nothingSaid: ReplyParts = { code: null, enhanced: null, stage: null, exception: null, recipients: [], text: '' };

/** Classifies a reply of a live session; code and stage are known and are not read from the text. */
export const classifyReply = ({ code, enhanced, text, stage, host }: LiveReply): ClassifiedReply => {
  const words = readServerWords(text, code);
  const parts: ReplyParts = {
    code: words.code,
    enhanced: enhanced ?? words.enhanced,
    stage: stage ?? words.stage,
    exception: null,
    recipients: [],
    text: words.text,
  };
  return classifyParts(parts, host);
};
