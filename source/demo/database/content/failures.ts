import type { OdooSeries } from '../../../domain/odoo-series.ts';

/** What Odoo writes when it cannot send: on the mail, and on the notification of each recipient. */
export interface StoredFailure {
  readonly reason: string;
  /** mail_mail.failure_type; the column exists since 15. */
  readonly failureType: string | null;
  readonly notification: { readonly failureType: string; readonly failureReason: string | null };
}

/**
 * The server was not reached or refused us before the first mail: the arguments of Python's exception, a line each. Only
 * the notification gets a type (Odoo 14 still in capitals), and it gets no text.
 */
function failBeforeSession(series: OdooSeries, lines: readonly string[]): StoredFailure {
  return {
    reason: lines.join('\n'),
    failureType: null,
    notification: { failureType: series <= 14 ? 'SMTP' : 'mail_smtp', failureReason: null },
  };
}

/** A SYN that nobody answers, for Odoo's sixty seconds. */
export function timedOut(series: OdooSeries): StoredFailure {
  return failBeforeSession(series, ['timed out']);
}

/** The server refused the password. Several lines of the reply are parted by a newline. */
export function loginRefused(series: OdooSeries, code: number, text: string): StoredFailure {
  return failBeforeSession(series, [String(code), series >= 18 ? pythonBytes(text) : text]);
}

/** The server refused the only recipient. In all versions the reply is a Python bytes literal. */
export function recipientRefused(series: OdooSeries, address: string, code: number, text: string): StoredFailure {
  return failInSession(series, `SMTPRecipientsRefused: {'${address}': (${code}, ${pythonBytes(text)})}`);
}

/** The exception's text under the two lines that Odoo puts above it; the server's name is never known there. */
function failInSession(series: OdooSeries, exception: string): StoredFailure {
  const reason = `Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\n${exception}`;
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
