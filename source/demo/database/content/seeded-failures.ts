import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { mainServerName } from './seeded-servers.ts';

/** What Odoo writes when it cannot send: on the mail, and on the notification of each recipient. */
export interface SeededFailure {
  readonly reason: string;
  /** mail_mail.failure_type; the column exists since 15. */
  readonly failureType: string | null;
  readonly notification: { readonly failureType: string; readonly failureReason: string | null };
}

/**
 * The server was not reached or refused us before the first mail: the arguments of Python's exception, a line each. Only
 * the notification gets a type (Odoo 14 still in capitals), and it gets no text.
 */
function failBeforeSession(series: OdooSeries, lines: readonly string[]): SeededFailure {
  return {
    reason: lines.join('\n'),
    failureType: null,
    notification: { failureType: series <= 14 ? 'SMTP' : 'mail_smtp', failureReason: null },
  };
}

/** A module's code failed on the mail: `_send` keeps Python's words alone (addons/mail/models/mail_mail.py). */
export function crashed(series: OdooSeries, words: string): SeededFailure {
  return failBeforeSession(series, [words]);
}

/** A SYN that nobody answers, for Odoo's sixty seconds. */
export function timedOut(series: OdooSeries): SeededFailure {
  return failBeforeSession(series, ['timed out']);
}

/** Nobody listens on that port. */
export function connectionRefused(series: OdooSeries): SeededFailure {
  return failBeforeSession(series, ['111', 'Connection refused']);
}

/** Python's ssl gave up on the handshake, in its own words: `[SSL: WRONG_VERSION_NUMBER] … (_ssl.c:992)`. */
export function handshakeFailed(series: OdooSeries, text: string): SeededFailure {
  return failBeforeSession(series, ['1', text]);
}

/** The mail names a server that somebody archived: refused since 16, before that Odoo uses it all the same. */
export function serverArchived(series: OdooSeries, server: string): SeededFailure {
  return failBeforeSession(series, [`The server "${server}" cannot be used because it is archived.`]);
}

/** The server refused the password. Several lines of the reply are parted by a newline. */
export function loginRefused(series: OdooSeries, code: number, text: string): SeededFailure {
  return failBeforeSession(series, [String(code), series >= 18 ? pythonBytes(text) : text]);
}

/** The server refused the only recipient. In all versions the reply is a Python bytes literal. */
export function recipientRefused(series: OdooSeries, address: string, code: number, text: string): SeededFailure {
  return failInSession(series, `SMTPRecipientsRefused: {'${address}': (${code}, ${pythonBytes(text)})}`);
}

/** The server refused the envelope's sender, or the size announced with it. Until 17 a line each, then as a tuple. */
export function senderRefused(series: OdooSeries, code: number, text: string, sender: string): SeededFailure {
  const told = series >= 18 ? `(${code}, ${pythonBytes(text)}, '${sender}')` : [code, text, sender].join('\n');
  return failInSession(series, `SMTPSenderRefused: ${told}`);
}

/** The server refused the message once it had seen it. */
export function messageRefused(series: OdooSeries, code: number, text: string): SeededFailure {
  const told = series >= 18 ? `(${code}, ${pythonBytes(text)})` : [code, text].join('\n');
  return failInSession(series, `SMTPDataError: ${told}`);
}

/** What a mail holds while it is being sent, and keeps when the server hangs up in the middle of it. */
export function interrupted(series: OdooSeries): SeededFailure {
  return {
    reason: provisional(series, 'sending an email without computed recipients.'),
    failureType: series >= 19 ? 'unknown' : null,
    notification: {
      failureType: series <= 14 ? 'UNKNOWN' : 'unknown',
      failureReason: provisional(
        series,
        'concurrent access update of notification records. Please see with an administrator.',
      ),
    },
  };
}

/**
 * Nobody to send to: a partner without a usable address, or a plain address that is none. Only 19 says so; before, the
 * mail keeps its provisional text.
 */
export function unaddressed(series: OdooSeries, to: 'partner' | 'plain'): SeededFailure {
  const failureType = to === 'partner' ? 'mail_email_invalid' : 'mail_email_missing';
  if (series <= 18) {
    const notification = { failureType: series <= 14 ? 'RECIPIENT' : failureType, failureReason: null };
    return { ...interrupted(series), notification };
  }
  const reason = 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)';
  return { reason, failureType, notification: { failureType, failureReason: reason } };
}

/** 14 and 15 misspell it. */
function provisional(series: OdooSeries, cause: string): string {
  return `Error without exception. Probably ${series <= 15 ? 'due do' : 'due to'} ${cause}`;
}

/** The exception's text under the two lines that Odoo puts above it; until 19 the server's name is never known there. */
function failInSession(series: OdooSeries, exception: string): SeededFailure {
  const server = series >= 20 ? mainServerName : 'None';
  const reason = `Mail Delivery Failed\nMail delivery failed via SMTP server '${server}'.\n${exception}`;
  return {
    reason,
    failureType: series >= 17 ? 'unknown' : null,
    notification: { failureType: series <= 14 ? 'UNKNOWN' : 'unknown', failureReason: reason },
  };
}

/** A text as Python prints the bytes of it: `b'5.7.8 …'`. */
function pythonBytes(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `b${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}
