import type { Evidence } from '../finding/evidence.ts';
import { formatHostPort } from '../host-port.ts';
import { type PortReport, summarizePort } from './port-report.ts';
import { describePort } from './port-sentence.ts';
import type { SmtpReport } from './smtp-report.ts';

/** The session as evidence: the command that repeats it, and the transcript. */
export const smtpEvidence = (report: SmtpReport): Evidence => {
  const senders = report.senders.flatMap(({ address }) => ['--from', quote(address)]);
  const recipients = new Set(report.senders.flatMap((sender) => sender.recipients.map(({ address }) => address)));
  const login = report.auth.kind === 'not-asked' ? [] : ['--user USER --password-stdin'];
  const words = [
    'odoo-mail-doctor probe smtp',
    formatHostPort(report.host, report.port),
    '--tls',
    report.tlsMode,
    ...senders,
    ...[...recipients].flatMap((address) => ['--to', quote(address)]),
    ...login,
  ];
  const answer = report.transcript.map(({ mark, text }) => `${mark.padEnd(3)} ${text}`).join('\n');
  return { kind: 'smtp', asked: words.join(' '), answer, at: report.at, durationMs: report.durationMs };
};

/** The connection attempts as evidence. */
export const portEvidence = (report: PortReport): Evidence => ({
  kind: 'tcp',
  asked: `odoo-mail-doctor probe port ${formatHostPort(report.host, report.port)}`,
  answer: describePort(report),
  at: report.at,
  durationMs: report.durationMs,
  table: { columns: ['host', 'port', 'answer'], rows: [[report.host, String(report.port), summarizePort(report)]] },
});

const quote = (word: string): string => (/^[\w@.+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
