import type { Status } from '../domain/finding/status.ts';
import { formatHostPort } from '../domain/host-port.ts';
import { describeAttempts, describeDeadAddresses } from '../domain/probes/network.ts';
import type { RecipientVerdict, SmtpReply, SmtpReport, SmtpStage } from '../domain/probes/smtp-report.ts';
import { swaksExitCode } from '../domain/probes/swaks-exit-code.ts';
import { describeCertificateProblems } from '../domain/probes/tls-report.ts';
import { chooseSigns } from '../domain/wording/signs.ts';

/** The report as one JSON document; what is not known is null. `exitCode` is the one swaks would have ended with. */
export const formatSmtpJson = (report: SmtpReport): string => {
  const document = { schema: 1, exitCode: swaksExitCode(report.failure), ...report };
  return `${JSON.stringify(document, nullForUndefined)}\n`;
};

const nullForUndefined = (_key: string, value: unknown): unknown => (value === undefined ? null : value);

interface Line {
  readonly sign: Status;
  readonly label: string;
  readonly text: string;
}

/** A line a stage, the conclusion, and with `verbose` the transcript. */
export const formatSmtpText = (
  report: SmtpReport,
  { verbose, ascii }: { readonly verbose: boolean; readonly ascii: boolean },
): string => {
  const signs = chooseSigns(ascii);
  const lines = [...stageLines(report), ...senderLines(report)];
  const width = Math.max(...lines.map(({ label }) => label.length));
  return [
    `${formatHostPort(report.host, report.port)}, encryption ${report.tlsMode}, as ${report.heloName}`,
    '',
    ...lines.map(({ sign, label, text }) => ` ${signs[sign]} ${label.padEnd(width)}  ${text}`.trimEnd()),
    '',
    report.summary,
    ...deadAddressLines(report),
    ...(verbose ? ['', ...report.transcript.map(({ mark, text }) => `${mark.padEnd(3)} ${text}`)] : []),
    '',
  ].join('\n');
};

/** An address that a slower Odoo meets first: it tries them one after the other, a minute each. */
const deadAddressLines = ({ attempts }: SmtpReport): readonly string[] => {
  const sentence = describeDeadAddresses(attempts);
  return sentence === undefined ? [] : [sentence];
};

const stageLabels: Readonly<Partial<Record<SmtpStage, string>>> = {
  ehlo: 'EHLO',
  starttls: 'STARTTLS',
  tls: 'TLS',
  'ehlo-after-tls': 'EHLO after TLS',
  auth: 'AUTH',
};

const stageLines = (report: SmtpReport): readonly Line[] => {
  const tlsFirst = report.tlsMode === 'ssl' || report.tlsMode === 'ssl_strict';
  return [
    ...resolveLine(report),
    ...connectLine(report),
    ...(tlsFirst ? tlsLines(report) : []),
    ...replyLine(report, 'greeting'),
    ...replyLine(report, 'ehlo'),
    ...replyLine(report, 'starttls'),
    ...(tlsFirst ? [] : tlsLines(report)),
    ...replyLine(report, 'ehlo-after-tls'),
    ...replyLine(report, 'auth'),
    ...failureLine(report),
  ];
};

const resolveLine = ({ resolution }: SmtpReport): readonly Line[] => {
  if (resolution === undefined) return [];
  return resolution.kind === 'failed'
    ? [{ sign: 'fail', label: 'resolve', text: `${resolution.reason.toUpperCase()} (${resolution.detail})` }]
    : [{ sign: 'ok', label: 'resolve', text: resolution.addresses.map(({ address }) => address).join(', ') }];
};

const connectLine = ({ attempts, connectedTo }: SmtpReport): readonly Line[] =>
  attempts.length === 0
    ? []
    : [{ sign: connectedTo === undefined ? 'fail' : 'ok', label: 'connect', text: describeAttempts(attempts) }];

const tlsLines = ({ tls, failure }: SmtpReport): readonly Line[] => {
  if (tls === undefined) return [];
  const { certificate, verified, problems } = tls;
  const refused = failure?.kind === 'tls' && failure.problem.kind === 'certificate';
  const verdict = verified ? 'verified' : describeCertificateProblems(problems);
  const shown =
    certificate === undefined
      ? 'none shown'
      : `${certificate.subject} by ${certificate.issuer}, ${certificate.expiresInDays} days left`;
  return [
    { sign: 'ok', label: 'TLS', text: `${tls.protocol}, ${tls.cipher}` },
    { sign: verified ? 'ok' : refused ? 'fail' : 'warn', label: 'certificate', text: `${shown}: ${verdict}` },
  ];
};

const replyLine = ({ replies }: SmtpReport, stage: SmtpStage): readonly Line[] => {
  const reply = replies.findLast((each) => each.stage === stage);
  if (reply === undefined) return [];
  return [{ sign: reply.code < 400 ? 'ok' : 'fail', label: stageLabels[stage] ?? stage, text: showReply(reply) }];
};

/** What ended the session without a reply to show; the conclusion below says it in full. */
const failureLine = ({ failure }: SmtpReport): readonly Line[] => {
  if (failure === undefined || failure.kind === 'reply' || failure.kind === 'unsendable') return [];
  if (failure.stage === 'resolve' || failure.stage === 'connect') return [];
  const label = stageLabels[failure.stage] ?? failure.stage;
  return [{ sign: 'fail', label, text: failure.kind === 'auth' ? failure.outcome.kind : failure.kind }];
};

const senderLines = ({ senders }: SmtpReport): readonly Line[] =>
  senders.flatMap((sender) => [
    addressLine('MAIL FROM', sender),
    ...sender.recipients.map((recipient) => addressLine('RCPT TO', recipient)),
  ]);

const addressLine = (label: string, { address, outcome }: RecipientVerdict): Line => {
  switch (outcome.kind) {
    case 'accepted':
      return { sign: 'ok', label, text: `<${address}> ${showReply(outcome.reply)}` };
    case 'refused':
    case 'deferred':
      return { sign: 'fail', label, text: `<${address}> ${showReply(outcome.reply)}` };
    case 'unsendable':
      return { sign: 'fail', label, text: `<${address}> cannot be sent as an address` };
    case 'not-tried':
      return { sign: 'skipped', label, text: `<${address}> not tried: ${outcome.why.replace('-', ' ')}` };
  }
};

const showReply = ({ code, text, durationMs }: SmtpReply): string =>
  `${code} ${text.replaceAll('\n', ', ')} (${durationMs} ms)`;
