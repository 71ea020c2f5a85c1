import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { type ClassifiedReply, classify } from '../../domain/replies/classify-reply.ts';
import { fingerprintFailure } from '../../domain/replies/failure-fingerprint.ts';
import { handOverOf } from '../../domain/replies/hand-over.ts';
import { type IncludableReason, isIncludable, type SetAsideReason } from './set-aside.ts';

/** What a failed mail is measured by before any server is asked. */
export interface Judge {
  readonly series: OdooSeries;
  /** Mails before this are old. UTC. */
  readonly oldBefore: Date;
  readonly include: ReadonlySet<IncludableReason>;
  /** What a stored failure means; thousands of mails share a few. */
  readonly readFailure: (failure: string) => ClassifiedReply;
}

/** Classifies each story once, and folds a text only when it is not the same again. */
export const createFailureReader = (): Judge['readFailure'] => {
  const known = new Map<string, ClassifiedReply>();
  let last: { readonly failure: string; readonly meaning: ClassifiedReply } | undefined;
  return (failure) => {
    if (last?.failure === failure) return last.meaning;
    const story = fingerprintFailure(failure);
    const meaning = known.get(story) ?? classify(failure);
    known.set(story, meaning);
    last = { failure, meaning };
    return meaning;
  };
};

/** Why this mail is not sent again, or undefined when nothing in the tables speaks against it. */
export const judgeMail = (mail: RetryCandidate, judge: Judge): SetAsideReason | undefined =>
  reasonsAgainst(mail, judge).find((reason) => !isIncludable(reason) || !judge.include.has(reason));

/** Whether a mail that is sent again may have reached somebody: then a recipient may get a second copy. */
export const isPerhapsDelivered = (mail: RetryCandidate, judge: Judge): boolean =>
  reasonsAgainst(mail, judge).includes('may-be-delivered');

function reasonsAgainst(mail: RetryCandidate, judge: Judge): SetAsideReason[] {
  if (mail.state !== 'exception') return ['not-failed'];
  const { plain, partners } = mail;
  const waiting = partners.count - partners.served.length;
  const writesPlain = hasPlainMessage(mail, judge.series);
  if (waiting === 0 && !writesPlain) return [partners.served.length > 0 ? 'served' : 'no-recipient'];
  if (partners.onLaterMail > 0) return ['on-later-mail'];
  if (waiting === partners.unusable && !(writesPlain && plain.readable)) return ['bad-address'];
  if (keptBack.has(mail.failureType ?? '')) return ['kept-back'];
  const meaning = judge.readFailure(mail.failureReason ?? '');
  return [
    ...whenever(plain.blacklisted || partners.blacklisted > 0, 'blacklisted'),
    ...whenever(mayBeDelivered(mail, meaning, judge), 'may-be-delivered'),
    ...whenever(mail.date !== null && mail.date < judge.oldBefore, 'old'),
    // Last: whoever is refused for this alone may have been given another address since.
    ...whenever(meaning.retry === 'never', 'refused-for-good'),
  ];
}

/** Whether To and Cc get a message of their own: from 17 on even a Cc without a To (_prepare_outgoing_list, mail_mail.py). */
const hasPlainMessage = ({ plain }: RetryCandidate, series: OdooSeries): boolean =>
  plain.inTo || (plain.inCc && traitsOf(series).plainCcAlone);

const whenever = (holds: boolean, reason: SetAsideReason): readonly SetAsideReason[] => (holds ? [reason] : []);

/** Mass mailings make such mails as cancelled ones; one that came out of that state is not for us to send. 15+. */
const keptBack: ReadonlySet<string> = new Set(['mail_bl', 'mail_optout', 'mail_dup']);

/** Raised while a mail was being handed over, so an earlier message of the same mail may have arrived. */
const inSession: ReadonlySet<string> = new Set(['SMTPRecipientsRefused', 'SMTPSenderRefused', 'SMTPDataError']);

/**
 * What Odoo stored may come from after the hand-over: a broken line, or a write that failed once the mail had left.
 * A mail that goes out as several messages and was refused half-way has reached some people; Odoo writes down whom
 * only for partners of a notification.
 */
const mayBeDelivered = (mail: RetryCandidate, meaning: ClassifiedReply, { series, readFailure }: Judge): boolean => {
  if (foundNobody(mail, meaning, series)) return false;
  if (mail.refusedCopies !== undefined) return wasPerhapsTaken(mail, mail.refusedCopies, { series, readFailure });
  if (handOverOf(mail.failureReason ?? '', meaning) === 'perhaps') return true;
  const { partners } = mail;
  const writesPlain = hasPlainMessage(mail, series);
  const messages = partners.count + (writesPlain ? 1 : 0);
  const unknown = partners.unrecorded > 0 || (writesPlain && partners.count > 0);
  return messages > 1 && unknown && inSession.has(meaning.reply.exception ?? '');
};

/**
 * The same where every copy has an outcome of its own. What fails because the line broke for another copy before was
 * never handed over.
 */
const wasPerhapsTaken = (
  mail: RetryCandidate,
  copies: readonly string[],
  { series, readFailure }: Pick<Judge, 'series' | 'readFailure'>,
): boolean => {
  const isCutOff = (copy: string): boolean =>
    !/\brun connect\(\) first\b/i.test(copy) && handOverOf(copy, readFailure(copy)) === 'perhaps';
  const { plain, partners } = mail;
  const writesPlain = hasPlainMessage(mail, series);
  // Its only copy failed with the mail's own text.
  if (partners.count + (writesPlain ? 1 : 0) === 1) return isCutOff(mail.failureReason ?? '');
  const plainIsOpen = writesPlain && plain.outcome !== 'refused';
  return copies.length === 0 || copies.some(isCutOff) || plainIsOpen || partners.unrecorded > 0;
};

/**
 * Up to 18 one text stands for a broken line and for recipients without an address; there the notifications tell, whoever
 * has been given an address since.
 */
const foundNobody = (mail: RetryCandidate, { class: met }: ClassifiedReply, series: OdooSeries): boolean => {
  const { count, served, unaddressed } = mail.partners;
  const isTold = count > served.length && unaddressed === count - served.length;
  return met === 'odoo.no_computed_recipient' && isTold && !hasPlainMessage(mail, series);
};
