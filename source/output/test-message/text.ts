import { formatHostPort } from '../../domain/host-port.ts';
import type { TlsMode } from '../../domain/probes/smtp-report.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import type { TestMessage, TestResult } from '../../inspection/test-message/test-message.ts';

const tlsWords: Readonly<Record<TlsMode, string>> = {
  none: 'without TLS',
  starttls: 'STARTTLS',
  starttls_strict: 'STARTTLS, certificate verified',
  ssl: 'TLS',
  ssl_strict: 'TLS, certificate verified',
};

/** What would be sent, and how. */
export const testMessageLines = (message: TestMessage, ascii: boolean): readonly string[] => {
  const { host, port, tls, credentials, clientCertificate } = message.entrance;
  const login =
    credentials !== undefined
      ? `as ${credentials.user}${credentials.kind === 'oauth' ? ', with its access token' : ''}`
      : clientCertificate === undefined
        ? 'without a login'
        : 'with a client certificate';
  return [
    `A test message to ${message.to}`,
    `  Server    ${message.serverTitle}, ${formatHostPort(host, port)}, ${tlsWords[tls]}, ${login}`,
    `  From      ${message.headerFrom}`,
    `  Envelope  ${message.envelopeFrom}`,
    `  Subject   ${message.subject}`,
    ...message.warnings.map((words) => `  ${chooseSigns(ascii).warn} ${words}`),
  ];
};

const statusOf: Readonly<Record<TestResult['kind'], 'ok' | 'warn' | 'fail'>> = {
  accepted: 'ok',
  unanswered: 'warn',
  deferred: 'fail',
  refused: 'fail',
  'not-sent': 'fail',
};

/** What became of it, and where to look. */
export const testResultLines = (
  { page, messageId }: TestMessage,
  { kind, summary, tryThis, reply, queueId }: TestResult,
  ascii: boolean,
): readonly string[] => [
  `${chooseSigns(ascii)[statusOf[kind]]} ${summary}`,
  ...(reply === null ? [] : [`  Its last word: ${reply}`]),
  ...(queueId === null ? [] : [`  Queue id: ${queueId}`]),
  ...(kind === 'not-sent' ? [] : [`  Message-ID: ${messageId}`]),
  ...(tryThis === null ? [] : [`  ${tryThis}`]),
  ...(page === null || (kind !== 'accepted' && kind !== 'unanswered') ? [] : [`  What it is worth: ${page}`]),
];
