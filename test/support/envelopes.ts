import type { QueueSender } from '../../source/domain/mail/queue-sender.ts';
import type { AddressOutcome, SenderVerdict, SmtpReply, SmtpStage } from '../../source/domain/probes/smtp-report.ts';
import type { SendingRoute } from '../../source/domain/routing/route.ts';
import { buildServer } from '../domain/routing/build-facts.ts';

/** A server's line as a reply: `550 5.1.1 No such user`. */
export const replyOf = (stage: SmtpStage, line: string): SmtpReply => {
  const [, code = '0', enhanced, words = ''] = /^(\d{3}) (?:(\d\.\d+\.\d+) )?(.*)$/.exec(line) ?? [];
  return { stage, code: Number(code), enhanced, text: [enhanced, words].filter(Boolean).join(' '), durationMs: 1 };
};

const outcomeOf = (stage: SmtpStage, line: string): AddressOutcome => {
  const reply = replyOf(stage, line);
  return { kind: reply.code < 400 ? 'accepted' : reply.code < 500 ? 'deferred' : 'refused', reply };
};

export const takenLine = '250 2.1.0 Ok';
export const notOwnerLine = '553 5.7.1 Sender address rejected: not owned by user bob';
export const noRelayLine = '554 5.7.1 Relay access denied';
export const noUserLine = '550 5.1.1 User unknown';
export const loginFirstLine = '530 5.7.0 Authentication required';
export const unclearLine = '550 5.7.1 No';
export const heloLine = '504 5.5.2 <odoo>: Helo command rejected: need fully-qualified hostname';

/** What the server said of a sender at MAIL FROM, and of a recipient that was asked about with it. */
export const askedSender = (
  address: string,
  atMail: string = takenLine,
  atRcpt?: string,
  recipient = 'ben@shop.example',
): SenderVerdict => ({
  address,
  outcome: outcomeOf('mail', atMail),
  recipients: atRcpt === undefined ? [] : [{ address: recipient, outcome: outcomeOf('rcpt', atRcpt) }],
});

/** A sender that was not asked about, or cannot be written. */
export const untriedSender = (
  address: string,
  outcome: Extract<AddressOutcome, { readonly kind: 'unsendable' | 'not-tried' }>,
): SenderVerdict => ({ address, outcome, recipients: [] });

/** A mail's way through `server:1`, with what is given instead. */
export const sendingRoute = (given: Partial<SendingRoute> = {}): SendingRoute => ({
  kind: 'sends',
  why: 'no-filter',
  server: { kind: 'row', server: buildServer({ id: 1 }) },
  headerFrom: 'anna@acme.example',
  envelopeFrom: 'anna@acme.example',
  replyTo: 'anna@acme.example',
  ...given,
});

/** So many mails that leave alike, from that address. */
export const queueSender = (from: string | null, mails = 1): QueueSender => ({
  from,
  forcedServerId: null,
  companyId: 1,
  aliasDomainId: 1,
  authorId: null,
  mails,
  sampleMailId: 1,
});
