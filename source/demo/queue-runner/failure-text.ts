import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import type { RunnerReply, SmtpFault } from './smtp/fault.ts';

/**
 * What a version stores for a fault while connecting: the exception's arguments, one a line. From 18 on the server's
 * words keep Python's b'…' (measured: 535⏎b'5.7.8 …' on 18, 535⏎5.7.8 … on 16 and 17).
 */
export const describeConnectFault = (fault: SmtpFault, series: OdooSeries): string => {
  if (fault.kind === 'system') return `${fault.number}\n${fault.text}`;
  if (fault.kind === 'response') return `${fault.code}\n${series >= 18 ? pythonBytes(fault.text) : fault.text}`;
  return describeException(fault, series);
};

/**
 * What it stores for a fault while sending: the class of the exception and what it says, behind Odoo's own two lines.
 * @param server as the version names it: `None` for mails sent in a session until 19 (measured), since 20 its name or,
 * for the one of odoo.conf, its host.
 */
export const describeSendFault = (fault: SmtpFault, series: OdooSeries, server: string): string =>
  [
    'Mail Delivery Failed',
    `Mail delivery failed via SMTP server '${server}'.`,
    `${nameException(fault)}: ${describeException(fault, series)}`,
  ].join('\n');

const nameException = (fault: SmtpFault): string => {
  if (fault.kind === 'response') return fault.exception;
  if (fault.kind === 'sender') return 'SMTPSenderRefused';
  if (fault.kind === 'recipients') return 'SMTPRecipientsRefused';
  if (fault.kind === 'disconnected') return 'SMTPServerDisconnected';
  return 'OSError';
};

const describeException = (fault: SmtpFault, series: OdooSeries): string => {
  switch (fault.kind) {
    case 'recipients':
      return describeRefused(fault.refused);
    case 'response':
      return series >= 18 ? `(${fault.code}, ${pythonBytes(fault.text)})` : `${fault.code}\n${fault.text}`;
    case 'sender':
      return series >= 18
        ? `(${fault.code}, ${pythonBytes(fault.text)}, ${pythonText(fault.sender)})`
        : `${fault.code}\n${fault.text}\n${fault.sender}`;
    case 'system':
      return `[Errno ${fault.number}] ${fault.text}`;
    case 'plain':
    case 'disconnected':
      return fault.text;
  }
};

/** The same in every version: a Python dictionary has one way to be printed. */
const describeRefused = (refused: ReadonlyMap<string, RunnerReply>): string =>
  `{${[...refused]
    .map(([recipient, { code, text }]) => `${pythonText(recipient)}: (${code}, ${pythonBytes(text)})`)
    .join(', ')}}`;

const pythonText = (text: string): string => {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `${quote}${escaped}${quote}`;
};

const pythonBytes = (text: string): string =>
  `b${pythonText(text).replace(/[^\n -~]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
