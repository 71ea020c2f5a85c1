import { domainToASCII } from 'node:url';
import type {
  AddressOutcome,
  Capabilities,
  RecipientVerdict,
  SenderVerdict,
  SmtpReply,
} from '../../../domain/probes/smtp-report.ts';
import type { Conversation } from '../conversation.ts';
import type { Envelope } from '../smtp-request.ts';

/** MAIL FROM commands in one session: enough for the senders that matter, too few to look like an attack. */
export const maxSenders = 10;

/**
 * Tries each sender and its recipients and puts a RSET between them; never DATA. Verdicts are added to `verdicts` as
 * they come, so that they are there when the server stops answering half-way.
 * @throws SessionFailure when it does.
 */
export const tryEnvelopes = async (
  conversation: Conversation,
  envelopes: readonly Envelope[],
  capabilities: Capabilities,
  verdicts: SenderVerdict[],
): Promise<void> => {
  for (const [index, envelope] of envelopes.slice(0, maxSenders).entries()) {
    // msmtpd knows no RSET: it says 500 and hangs up. What comes after would be a fault of this session, not a verdict.
    if (index > 0 && judge(await conversation.exchange('reset', 'RSET')).kind !== 'accepted') return;
    const address = envelope.sender;
    const recipients: RecipientVerdict[] = [];
    const outcome = await trySender(conversation, envelope, capabilities);
    verdicts.push({ address, outcome, recipients });
    if (outcome.kind === 'accepted') await tryRecipients(conversation, envelope.recipients, capabilities, recipients);
    for (const recipient of envelope.recipients.slice(recipients.length)) {
      recipients.push({ address: recipient, outcome: { kind: 'not-tried', why: 'sender-refused' } });
    }
    if (isClosing(outcome) || recipients.some((recipient) => isClosing(recipient.outcome))) return;
  }
};

/** Adds those that were not tried, and why. */
export const completeVerdicts = (
  envelopes: readonly Envelope[],
  verdicts: readonly SenderVerdict[],
): readonly SenderVerdict[] =>
  envelopes.map(({ sender, recipients }, index) => {
    const why = index >= maxSenders ? 'limit' : 'session-ended';
    const verdict = verdicts[index] ?? { address: sender, outcome: { kind: 'not-tried', why }, recipients: [] };
    const missing = recipients.slice(verdict.recipients.length);
    return {
      ...verdict,
      recipients: [
        ...verdict.recipients,
        ...missing.map((address): RecipientVerdict => ({ address, outcome: { kind: 'not-tried', why } })),
      ],
    };
  });

const trySender = async (
  conversation: Conversation,
  { sender, sizeBytes }: Envelope,
  capabilities: Capabilities,
): Promise<AddressOutcome> => {
  const path = sender === '' ? { address: '', needsUtf8: false } : writeAddress(sender);
  if (path === undefined) return { kind: 'unsendable', why: 'syntax' };
  if (path.needsUtf8 && !capabilities.smtpUtf8) return { kind: 'unsendable', why: 'needs-smtputf8' };
  const size = capabilities.sizeLimit !== undefined && sizeBytes !== undefined ? ` SIZE=${sizeBytes}` : '';
  const utf8 = path.needsUtf8 ? ' SMTPUTF8' : '';
  const reply = await conversation.exchange('mail', `MAIL FROM:<${path.address}>${size}${utf8}`);
  const outcome = judge(reply);
  if (outcome.kind === 'accepted') conversation.log.reach('mail');
  return outcome;
};

const tryRecipients = async (
  conversation: Conversation,
  addresses: readonly string[],
  { smtpUtf8 }: Capabilities,
  verdicts: RecipientVerdict[],
): Promise<void> => {
  for (const address of addresses) {
    const path = writeAddress(address);
    if (path === undefined) {
      verdicts.push({ address, outcome: { kind: 'unsendable', why: 'syntax' } });
    } else if (path.needsUtf8 && !smtpUtf8) {
      verdicts.push({ address, outcome: { kind: 'unsendable', why: 'needs-smtputf8' } });
    } else {
      const outcome = judge(await conversation.exchange('rcpt', `RCPT TO:<${path.address}>`));
      verdicts.push({ address, outcome });
      if (outcome.kind === 'accepted') conversation.log.reach('rcpt');
      if (isClosing(outcome)) return;
    }
  }
};

/** 251 and 252 are yes, too (RFC 5321 §4.3.2). */
const judge = (reply: SmtpReply): AddressOutcome => {
  if (reply.code >= 200 && reply.code < 300) return { kind: 'accepted', reply };
  return { kind: reply.code >= 500 ? 'refused' : 'deferred', reply };
};

/** 421 announces that the server closes the connection. */
const isClosing = (outcome: AddressOutcome): boolean => 'reply' in outcome && outcome.reply.code === 421;

/** An address as it may stand in a command: its domain in ASCII, as Odoo writes it, and nothing that ends the path. */
const writeAddress = (address: string): { readonly address: string; readonly needsUtf8: boolean } | undefined => {
  const parts = /^(?<local>[^\s<>\p{Cc}]+)@(?<domain>[^\s<>@\p{Cc}]+)$/u.exec(address)?.groups;
  if (parts === undefined) return undefined;
  const { local = '', domain = '' } = parts;
  const ascii = /^[\0-\x7f]*$/.test(domain) ? domain : domainToASCII(domain);
  if (ascii === '') return undefined;
  return { address: `${local}@${ascii}`, needsUtf8: !/^[\0-\x7f]*$/.test(local) };
};
