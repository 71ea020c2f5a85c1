import type { Secret } from '../secret.ts';
import type { AddressAttempt, HostAddress, HostAnswer, ResolutionFailure } from './network.ts';
import type { CertificateProblem, TlsReport } from './tls-report.ts';

/** The steps of a session in their order. `ehlo-after-tls` is the second EHLO, over the secured connection. */
export const smtpStages = [
  'resolve',
  'connect',
  'greeting',
  'ehlo',
  'starttls',
  'tls',
  'ehlo-after-tls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'reset',
  'quit',
] as const;

export type SmtpStage = (typeof smtpStages)[number];

/** Odoo's `smtp_encryption`: 14–18 know the first three and never verify; 19 adds the two that do. */
export const tlsModes = ['none', 'starttls', 'ssl', 'starttls_strict', 'ssl_strict'] as const;

export type TlsMode = (typeof tlsModes)[number];

export interface SmtpReply {
  readonly stage: SmtpStage;
  readonly code: number;
  /** RFC 3463 status such as `5.7.8`, when the reply begins with one. */
  readonly enhanced: string | undefined;
  /** All lines, sanitized, secrets masked, joined by `\n`; an enhanced status is still in it. */
  readonly text: string;
  /** The text before secrets were masked, where that changed it: only for reading what it means. */
  readonly unmasked?: Secret;
  /** From the end of the command to the end of the reply, in ms. */
  readonly durationMs: number;
}

export interface Capabilities {
  /** Whether EHLO worked; false after the fall-back to HELO. */
  readonly extended: boolean;
  /** Every line of the EHLO reply after the first, as sent. */
  readonly lines: readonly string[];
  readonly startTls: boolean;
  /** AUTH mechanisms in upper case; empty when AUTH is not offered. */
  readonly auth: readonly string[];
  readonly smtpUtf8: boolean;
  /** The SIZE limit in bytes: undefined without the extension, null when it names no limit. */
  readonly sizeLimit: number | null | undefined;
}

/** What Google and Microsoft say in the 334 that answers a bad token, base64 and JSON decoded. */
export interface OauthError {
  readonly status: string | undefined;
  readonly schemes: string | undefined;
  readonly scope: string | undefined;
  /** The decoded text as it came. */
  readonly raw: string;
}

export type AuthOutcome =
  | { readonly kind: 'not-asked' | 'not-reached' }
  | { readonly kind: 'accepted'; readonly mechanism: string; readonly reply: SmtpReply }
  | {
      readonly kind: 'refused' | 'deferred';
      readonly mechanism: string;
      readonly reply: SmtpReply;
      readonly oauth: OauthError | undefined;
    }
  /** The server is known to have refused this secret, with this reply. ISO 8601. */
  | { readonly kind: 'not-tried'; readonly refusedAt: string; readonly reply: SmtpReply }
  | { readonly kind: 'not-offered'; readonly startTlsOffered: boolean }
  | { readonly kind: 'no-common-mechanism'; readonly offered: readonly string[] }
  /** Python's smtplib encodes user and password as ASCII and cannot send others. */
  | { readonly kind: 'not-ascii' };

/** How one sender or recipient fared. */
export type AddressOutcome =
  | { readonly kind: 'accepted' | 'refused' | 'deferred'; readonly reply: SmtpReply }
  | { readonly kind: 'unsendable'; readonly why: 'syntax' | 'needs-smtputf8' }
  | { readonly kind: 'not-tried'; readonly why: 'limit' | 'session-ended' | 'sender-refused' };

export interface RecipientVerdict {
  readonly address: string;
  readonly outcome: AddressOutcome;
}

export interface SenderVerdict extends RecipientVerdict {
  readonly recipients: readonly RecipientVerdict[];
}

export type TlsFailure =
  | { readonly kind: 'starttls-not-offered' }
  /** The server (or somebody on the way) sent plain text after its go-ahead for STARTTLS (CVE-2011-0411 and kin). */
  | { readonly kind: 'injected-plaintext'; readonly sample: string }
  /** We spoke plainly to a port that waits for a TLS hello. */
  | { readonly kind: 'port-wants-tls' }
  /** We said a TLS hello to a port that speaks plainly; `banner` when it could be read. */
  | { readonly kind: 'port-speaks-plain'; readonly banner: string | undefined }
  | { readonly kind: 'old-protocol' | 'no-common-cipher' | 'weak-key'; readonly detail: string }
  | { readonly kind: 'certificate'; readonly problems: readonly CertificateProblem[] }
  | { readonly kind: 'handshake'; readonly detail: string };

export type ProtocolFailure =
  | { readonly kind: 'line-too-long' | 'reply-too-long' }
  | { readonly kind: 'not-smtp'; readonly sample: string }
  | { readonly kind: 'endless-challenges' };

/** What ended the session early or spoiled it, and at which stage. */
export type SmtpFailure =
  | { readonly kind: `dns-${ResolutionFailure}`; readonly stage: 'resolve'; readonly detail: string }
  | { readonly kind: 'refused' | 'unreachable'; readonly stage: 'connect' }
  | { readonly kind: 'timed-out'; readonly stage: SmtpStage; readonly waitedMs: number }
  | { readonly kind: 'closed'; readonly stage: SmtpStage; readonly reset: boolean }
  | { readonly kind: 'protocol'; readonly stage: SmtpStage; readonly problem: ProtocolFailure }
  | { readonly kind: 'tls'; readonly stage: SmtpStage; readonly problem: TlsFailure }
  | { readonly kind: 'reply'; readonly stage: SmtpStage; readonly reply: SmtpReply }
  | { readonly kind: 'auth'; readonly stage: 'auth'; readonly outcome: AuthOutcome }
  | { readonly kind: 'unsendable'; readonly stage: 'mail' | 'rcpt'; readonly address: string };

/** As swaks marks them: sent, received, received and an error, note, trouble on our side. */
type TranscriptMark = '->' | '<-' | '<**' | '===' | '***';

export interface TranscriptLine {
  readonly mark: TranscriptMark;
  /** Sanitized, secrets masked. */
  readonly text: string;
}

/** What became of a message that was handed over. */
export type DeliveryOutcome =
  /** The session ended before the server had a word of it. */
  | { readonly kind: 'not-sent' }
  /** The server's last word: it took the message, said no for now, or for good. */
  | { readonly kind: 'accepted' | 'deferred' | 'refused'; readonly reply: SmtpReply }
  /** It was sent and the answer never came: the server may have taken it (RFC 5321 §4.5.3.2.6 and RFC 1047). */
  | { readonly kind: 'unanswered'; readonly why: 'closed' | 'timed-out' | 'stopped' | 'not-smtp' };

/** One session; only one that was given a message goes past DATA. */
export interface SmtpReport {
  readonly host: string;
  readonly port: number;
  readonly tlsMode: TlsMode;
  readonly heloName: string;
  /** Undefined when the time ran out before an answer came. */
  readonly resolution: HostAnswer | undefined;
  readonly attempts: readonly AddressAttempt[];
  /** The address the session ran on. */
  readonly connectedTo: HostAddress | undefined;
  /** The last stage that was passed, RSET and QUIT aside; undefined when not even the name resolved. */
  readonly reached: SmtpStage | undefined;
  readonly replies: readonly SmtpReply[];
  readonly tls: TlsReport | undefined;
  /** As last announced: over TLS once that is up. */
  readonly capabilities: Capabilities | undefined;
  readonly auth: AuthOutcome;
  readonly senders: readonly SenderVerdict[];
  /** The first thing that went wrong; undefined when everything asked for was reached. */
  readonly failure: SmtpFailure | undefined;
  /** One sentence on the outcome. */
  readonly summary: string;
  readonly transcript: readonly TranscriptLine[];
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly durationMs: number;
}
