import { readLiteral } from './python-literals.ts';
import type { ReplyStage } from './reply-parts.ts';

/** One server reply inside a stored failure; several when several recipients were refused. */
interface StoredReply {
  readonly code: number | null;
  readonly words: string;
  /** The address Python added: the refused recipient, or the refused sender. */
  readonly address: string | null;
}

export interface StoredForm {
  readonly exception: string | null;
  readonly stage: ReplyStage | null;
  readonly replies: readonly StoredReply[];
}

/** smtplib raises one class for each step of the session (CPython Lib/smtplib.py). */
const stageOfException: Readonly<Record<string, ReplyStage>> = {
  SMTPConnectError: 'greeting',
  SMTPHeloError: 'ehlo',
  SMTPAuthenticationError: 'auth',
  SMTPSenderRefused: 'mail',
  SMTPRecipientsRefused: 'rcpt',
  SMTPDataError: 'data',
};

/** `SMTPDataError: …` ends every wrapper in every language; the wrapper's own words are translated. */
const exceptionName =
  /\b((?:SMTP[A-Z]|MailDelivery|Connection|ssl\.|socket\.)[A-Za-z]*(?:Error|Refused|Disconnected|Exception|gaierror|timeout)?)\s?:\s/;

const tuple = /\((\d{3}),\s?(?=b?['"])/;
const refusedRecipient = /['"]([^'"\s]{1,320})['"]:\s?\((\d{3}),\s?(?=b?['"])/g;

/** Whether a stored failure may name recipients that were refused. */
export const namesRecipients = (text: string): boolean =>
  text.includes('SMTPRecipientsRefused') || text.search(refusedRecipient) >= 0;

const readRecipients = (text: string): readonly StoredReply[] =>
  Array.from(text.matchAll(refusedRecipient), (match) => ({
    code: Number(match[2]),
    words: readLiteral(text, match.index + match[0].length)?.value ?? '',
    address: match[1] ?? null,
  }));

const readTuple = (text: string): StoredReply | undefined => {
  const match = tuple.exec(text);
  if (match === null) return undefined;
  const words = readLiteral(text, match.index + match[0].length);
  if (words === undefined) return undefined;
  const address = /^,\s?(?=['"])/.exec(text.slice(words.end));
  const sender = address === null ? undefined : readLiteral(text, words.end + address[0].length);
  return { code: Number(match[1]), words: words.value, address: sender?.value ?? null };
};

/** `535⏎text` (≤ 17) and `535⏎b'text'` (18+): the exception's arguments, one a line. */
const readLines = (text: string): StoredReply | undefined => {
  const match = /^\s*([2-5]\d\d)\r?\n/.exec(text);
  if (match === null) return undefined;
  const rest = text.slice(match[0].length);
  const literal = /^b['"]/.test(rest) ? readLiteral(rest, 0) : undefined;
  return { code: Number(match[1]), words: literal?.value ?? rest, address: null };
};

/** SMTPSenderRefused's last argument is the sender, which must not be read as the server's words. */
const splitSender = (reply: StoredReply, exception: string | null): StoredReply => {
  if (exception !== 'SMTPSenderRefused' || reply.address !== null) return reply;
  const match = /\r?\n([^\s]{1,320}@[^\s]{1,255})\s*$/.exec(reply.words);
  return match === null ? reply : { ...reply, words: reply.words.slice(0, match.index), address: match[1] ?? null };
};

/**
 * Undoes what Odoo 14–19 and Python do to a server's reply before it reaches `failure_reason`
 * (odoo/addons/base/models/ir_mail_server.py, tools.ustr).
 */
export const readStoredForm = (text: string): StoredForm => {
  const found = exceptionName.exec(text);
  const exception = found?.[1] ?? null;
  const stage = exception === null ? null : (stageOfException[exception] ?? null);
  const body = found === null ? text : text.slice(found.index + found[0].length);
  const recipients = readRecipients(body);
  if (recipients.length > 0) return { exception, stage: stage ?? 'rcpt', replies: recipients };
  const single = readTuple(body) ?? readLines(body) ?? { code: null, words: readBareBytes(body), address: null };
  return { exception, stage, replies: [splitSender(single, exception)] };
};

/** smtplib's code for a line that has none: what spoke was no mail server, and its words mean nothing here. */
const isCodeless = /^\(?-1\b/;

/** The Test button of 16–19 prints `… with error b'5.7.0 …'` without a code. */
const readBareBytes = (text: string): string => {
  if (isCodeless.test(text)) return text;
  const match = /(?:^|\s)(?=b['"])/.exec(text);
  return match === null ? text : (readLiteral(text, match.index + match[0].length)?.value ?? text);
};
