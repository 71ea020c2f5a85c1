import { formatHostPort } from '../../domain/host-port.ts';
import type { TlsMode } from '../../domain/probes/smtp-report.ts';
import type { TestMessage, TestResult } from '../../inspection/test-message/test-message.ts';
import { type Told, toldLines } from './told.ts';

const tlsWords: Readonly<Record<TlsMode, string>> = {
  none: 'without TLS',
  starttls: 'STARTTLS',
  starttls_strict: 'STARTTLS, certificate verified',
  ssl: 'TLS',
  ssl_strict: 'TLS, certificate verified',
};

/** What would be sent, and how; what is not as sure as it looks is a warning. */
export const tellTestMessage = (message: TestMessage): Told => {
  const { host, port, tls, credentials, clientCertificate } = message.entrance;
  const login =
    credentials !== undefined
      ? `as ${credentials.user}${credentials.kind === 'oauth' ? ', with its access token' : ''}`
      : clientCertificate === undefined
        ? 'without a login'
        : 'with a client certificate';
  return {
    status: 'skipped',
    sentence: `A test message to ${message.to}`,
    details: [
      ...toldLines('skipped', [
        `Server    ${message.serverTitle}, ${formatHostPort(host, port)}, ${tlsWords[tls]}, ${login}`,
        `From      ${message.headerFrom}`,
        `Envelope  ${message.envelopeFrom}`,
        `Subject   ${message.subject}`,
      ]),
      ...toldLines('warn', message.warnings),
    ],
  };
};

const statusOf: Readonly<Record<TestResult['kind'], 'ok' | 'warn' | 'fail'>> = {
  accepted: 'ok',
  unanswered: 'warn',
  deferred: 'fail',
  refused: 'fail',
  'not-sent': 'fail',
};

/** What became of it, and where to look. */
export const tellTestResult = (
  { page, messageId }: Pick<TestMessage, 'page' | 'messageId'>,
  { kind, summary, tryThis, reply, queueId }: TestResult,
): Told => ({
  status: statusOf[kind],
  sentence: summary,
  details: toldLines('skipped', [
    ...(reply === null ? [] : [`Its last word: ${reply}`]),
    ...(queueId === null ? [] : [`Queue id: ${queueId}`]),
    ...(kind === 'not-sent' ? [] : [`Message-ID: ${messageId}`]),
    ...(tryThis === null ? [] : [tryThis]),
    ...(page === null || (kind !== 'accepted' && kind !== 'unanswered') ? [] : [`What it is worth: ${page}`]),
  ]),
});
