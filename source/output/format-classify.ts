import type { Owner } from '../domain/finding/owner.ts';
import type { Retry } from '../domain/replies/classes/class-facts.ts';
import type { ClassifiedReply } from '../domain/replies/classify-reply.ts';
import { printReply } from '../domain/replies/reply-line.ts';
import type { ReplyStage } from '../domain/replies/reply-parts.ts';

const ownerWords: Readonly<Record<Owner, string>> = {
  odoo: 'in Odoo',
  host: 'on the server',
  provider: 'at the mail provider',
  dns: 'in the DNS',
  recipient: 'by the recipient',
};

const retryWords: Readonly<Record<Retry, string>> = {
  now: 'a retry can help now',
  later: 'a retry can help later',
  fix: 'a retry helps after the fix',
  never: 'a retry never helps',
};

const stageWords: Readonly<Record<ReplyStage, string>> = {
  connect: 'while connecting',
  greeting: 'as its greeting',
  ehlo: 'after EHLO',
  starttls: 'after STARTTLS',
  auth: 'while signing in',
  mail: 'after MAIL FROM',
  rcpt: 'after RCPT TO',
  data: 'after the message',
};

/** The contract of `classify --format json`: exactly these keys, `null` where the text does not say. */
export const classificationDocument = ({
  class: failureClass,
  cause,
  owner,
  retry,
  advice,
  reply,
}: ClassifiedReply) => ({
  class: failureClass,
  cause,
  owner,
  retry,
  advice,
  reply: { code: reply.code, enhanced: reply.enhanced, stage: reply.stage },
});

/** One JSON object on one line. */
export const printClassificationJson = (result: ClassifiedReply): string =>
  `${JSON.stringify(classificationDocument(result))}\n`;

/** One line for a list: class, whether a retry helps, and the reply. */
export const printClassificationLine = (result: ClassifiedReply): string =>
  `${result.class}\t${result.retry}\t${printReply(result.reply)}\n`;

/** A short paragraph for a person. */
export const printClassification = (result: ClassifiedReply): string => {
  const { reply } = result;
  const stage = reply.stage === null ? '' : ` (${stageWords[reply.stage]})`;
  const lines = [
    `${result.class}: to be mended ${ownerWords[result.owner]}; ${retryWords[result.retry]}.`,
    ...(reply.text === '' && reply.code === null ? [] : [`  Reply${stage}: ${printReply(reply)}`]),
    ...(reply.recipients.length === 0 ? [] : [`  Refused recipients: ${reply.recipients.join(', ')}`]),
    `  ${result.advice}`,
    ...(result.cause === null ? [] : [`  More: odoo-mail-doctor check ${result.cause}`]),
  ];
  return `${lines.join('\n')}\n`;
};
