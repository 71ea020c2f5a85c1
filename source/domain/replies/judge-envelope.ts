import type { CauseId } from '../finding/cause-id.ts';
import { unplacedReply } from '../finding/causes.ts';
import type { SenderVerdict, SmtpReply } from '../probes/smtp-report.ts';
import { judgeReply } from './judge-session.ts';

/** The one recipient that was asked about with a sender, and what came of it; none of this is about the sender. */
export interface AskedRecipient {
  readonly address: string;
  /** `relaying`: the server does not carry mail for others. */
  readonly outcome: 'accepted' | 'refused' | 'relaying';
  readonly reply: SmtpReply;
}

/** What a server says of a sender, and of the client behind it. */
export type EnvelopeJudgement =
  /** Without a recipient only MAIL FROM was tried, and many servers refuse at RCPT TO. */
  | { readonly kind: 'taken'; readonly recipient: AskedRecipient | undefined }
  | {
      readonly kind: 'refused';
      /** `helo`: the name this machine gives; `either`: the words do not tell sender from recipient. */
      readonly about: 'sender' | 'helo' | 'either';
      /** False for what passes by itself (4xx), unless it is DNS that has to be mended first. */
      readonly lasts: boolean;
      readonly reply: SmtpReply;
      /** Whom it was asked about, where it was refused only then. */
      readonly recipient: string | undefined;
    }
  | { readonly kind: 'unsendable'; readonly needsUtf8: boolean }
  /** The server wants something else first (a login, TLS, patience, another address): that cause's fault. */
  | { readonly kind: 'elsewhere'; readonly cause: CauseId; readonly reply: SmtpReply }
  | { readonly kind: 'not-tried'; readonly why: 'limit' | 'session-ended' | 'sender-refused' };

/**
 * Reads MAIL FROM and the RCPT TO that went with it. Postfix with its default `smtpd_delay_reject = yes`, and others like
 * it, say yes to the first and refuse name, client and sender at the second (postconf(5)).
 */
export const judgeEnvelope = ({ outcome, recipients }: SenderVerdict, host: string): EnvelopeJudgement => {
  switch (outcome.kind) {
    case 'refused':
    case 'deferred':
      return judgeRefusal(outcome.reply, host);
    case 'unsendable':
      return { kind: 'unsendable', needsUtf8: outcome.why === 'needs-smtputf8' };
    case 'not-tried':
      return outcome;
    case 'accepted': {
      const [asked] = recipients;
      if (asked === undefined || !('reply' in asked.outcome)) return { kind: 'taken', recipient: undefined };
      const { kind, reply } = asked.outcome;
      const { address } = asked;
      if (kind === 'accepted') return { kind: 'taken', recipient: { address, outcome: 'accepted', reply } };
      return judgeRefusal(reply, host, address);
    }
  }
};

/** Said with 4xx, too, although waiting does not help (Postfix: `unknown_address_reject_code`, `unknown_hostname_…`). */
const lasting: ReadonlySet<string> = new Set(['sender.domain_dns', 'policy.helo']);

const judgeRefusal = (reply: SmtpReply, host: string, recipient?: string): EnvelopeJudgement => {
  const said = judgeReply(reply, { host });
  const refused = {
    kind: 'refused',
    lasts: reply.code >= 500 || lasting.has(said.class),
    reply,
    recipient,
  } as const;
  if (recipient !== undefined) {
    if (said.class === 'relay.denied')
      return { kind: 'taken', recipient: { address: recipient, outcome: 'relaying', reply } };
    if (said.class.startsWith('rcpt.')) {
      return { kind: 'taken', recipient: { address: recipient, outcome: 'refused', reply } };
    }
  }
  if (said.class.startsWith('sender.')) return { ...refused, about: 'sender' };
  if (said.class === 'policy.helo') return { ...refused, about: 'helo' };
  if (said.cause !== null) return { kind: 'elsewhere', cause: said.cause, reply };
  // Greylisting, postscreen's first visit, an upstream that is down: whoever asks is put off alike.
  if (reply.code < 500) return { kind: 'elsewhere', cause: unplacedReply.temporary, reply };
  return { ...refused, about: recipient === undefined ? 'sender' : 'either' };
};
