import type { FailureClass } from './classes/index.ts';
import type { ClassifiedReply } from './classify-reply.ts';
import { phrases, phrasesOrTranslations } from './phrases.ts';
import { clientCertificateTexts } from './translations/client-certificate.ts';

/**
 * Where Odoo was with a mail when it stored a failure: `before` any server had it, `refused` by a server, or `perhaps`
 * after a server had taken it.
 */
export type HandOver = 'before' | 'refused' | 'perhaps';

/** smtplib raises these for an answer of the server, or instead of sending (CPython Lib/smtplib.py). */
const answers: ReadonlySet<string> = new Set([
  'SMTPAuthenticationError',
  'SMTPConnectError',
  'SMTPDataError',
  'SMTPHeloError',
  'SMTPNotSupportedError',
  'SMTPRecipientsRefused',
  'SMTPResponseException',
  'SMTPSenderRefused',
]);

/** `550 5.1.1 …`, `535⏎b'…'`, `(550, b'…')`: the forms in which a reply is stored; a number in the middle is none. */
const storedReply = /^\W{0,4}[245]\d\d(?=[-\s,.:]|$)|\([245]\d\d,\s?b?['"]|(?<!\d)[245]\d\d[-\s]#?[245]\.[0-7]\.\d/;

/** Odoo's and Python's own texts from before a message is given to the server: _prepare_email_message, connect, login. */
const beforeSending: ReadonlySet<FailureClass> = new Set([
  'auth.account_disabled',
  'auth.conditional_access',
  'auth.mechanism',
  'auth.not_offered',
  'auth.oauth_token',
  'net.dns_not_found',
  'net.dns_temporary',
  'net.refused',
  'net.unreachable',
  'odoo.archived_server',
  'odoo.bad_from',
  'odoo.no_from',
  'odoo.no_recipient',
  'odoo.no_server',
  'odoo.online_daily_limit',
  'odoo.personal_server',
  'policy.rfc5322',
  'rcpt.syntax',
  'sender.bad_address',
  'tls.starttls_not_offered',
]);

/** Broken lines and handshakes. A session that breaks raises past the place where failures are stored (MailMail._send). */
const brokenLine: ReadonlySet<string> = new Set(['conn', 'net', 'tls']);

/** What smtplib says of a line that was there before. */
const wasConnected = /\brun connect\(\) first\b|\bserver not connected\b/i;

/**
 * `Mail Delivery Failed⏎…⏎TimeoutError: …`: what Odoo wraps so was raised by send_message, after connect and login
 * (send_email, base/models/ir_mail_server.py).
 */
const brokeInSession =
  /\n(?:TimeoutError|(?:socket\.)?timeout|ConnectionResetError|ConnectionAbortedError|BrokenPipeError|SSLEOFError|SSLZeroReturnError)\b/;

/** Python's codecs fail while a message is written out, Odoo's certificates while it connects. */
const ownTexts = phrasesOrTranslations(
  phrases`
    codec can't encode character
    with 'idna' codec failed
    smtputf8
    the private key or the certificate is not a valid file
    could not load your certificate / private key
    does not support smtp-over-ssl
  `,
  clientCertificateTexts,
);

/**
 * What a stored failure says of the hand-over. Odoo writes that a mail is sent after the server took it, and what fails
 * there is stored like any other failure (MailMail._send, addons/mail/models/mail_mail.py, 14.0–19.0): so a text that is
 * neither a reply, nor of a connection that did not come about, nor known from before, may stand on a delivered mail.
 */
export const handOverOf = (failure: string, { class: met, reply }: ClassifiedReply): HandOver => {
  if (failure.trim() === '') return 'before';
  const { exception } = reply;
  if (met === 'odoo.not_recorded' || met === 'odoo.no_computed_recipient') return 'perhaps';
  if (exception === 'SMTPServerDisconnected' || wasConnected.test(failure)) return 'perhaps';
  if (exception !== null && answers.has(exception)) return 'refused';
  if (storedReply.test(failure)) return 'refused';
  if (brokeInSession.test(failure)) return 'perhaps';
  if (beforeSending.has(met) || ownTexts.test(failure.toLowerCase())) return 'before';
  if (!brokenLine.has(met.slice(0, met.indexOf('.')))) return 'perhaps';
  // Inside Odoo's "Mail delivery failed via SMTP server …" it broke with the mail under way.
  return failure.trim().includes('\n') && exception !== null ? 'perhaps' : 'before';
};
