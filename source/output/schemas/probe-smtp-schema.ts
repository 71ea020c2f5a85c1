import type {
  AddressOutcome,
  AuthOutcome,
  Capabilities,
  OauthError,
  ProtocolFailure,
  RecipientVerdict,
  SenderVerdict,
  SmtpFailure,
  SmtpReply,
  SmtpReport,
  TlsFailure,
  TranscriptLine,
} from '../../domain/probes/smtp-report.ts';
import { smtpStages, tlsModes } from '../../domain/probes/smtp-report.ts';
import {
  count,
  exactly,
  flag,
  type JsonSchema,
  list,
  milliseconds,
  nullable,
  oneOf,
  oneOfSchemas,
  record,
  text,
  time,
  wordOf,
} from './json-schema.ts';
import { addressSchema, attemptsSchema, portSchema, resolutionSchema } from './network-schema.ts';
import { certificateProblemSchema, tlsSchema } from './tls-schema.ts';

type Auth<Kind extends AuthOutcome['kind']> = Extract<AuthOutcome, { kind: Kind }>;
type Failure<Kind extends SmtpFailure['kind']> = Extract<SmtpFailure, { kind: Kind }>;
type NoTls<Kind extends TlsFailure['kind']> = Extract<TlsFailure, { kind: Kind }>;
type Nameless = Exclude<SmtpFailure, Exclude<SmtpFailure, { kind: `dns-${string}` }>>;

const stage = oneOf(smtpStages);

const reply = record<SmtpReply>(
  { stage, code: { type: 'integer' }, enhanced: nullable(text), text, durationMs: milliseconds },
  // Dots, as every secret.
  { unmasked: text },
);

const capabilities = record<Capabilities>({
  extended: flag,
  lines: list(text),
  startTls: flag,
  auth: list(text),
  smtpUtf8: flag,
  sizeLimit: nullable(count),
});

const oauth = record<OauthError>({ status: nullable(text), schemes: nullable(text), scope: nullable(text), raw: text });

const auth = oneOfSchemas(
  record<Auth<'not-asked' | 'not-reached' | 'not-ascii'>>({
    kind: wordOf<'not-asked' | 'not-reached' | 'not-ascii'>({
      'not-asked': true,
      'not-reached': true,
      'not-ascii': true,
    }),
  }),
  record<Auth<'accepted'>>({ kind: exactly('accepted'), mechanism: text, reply }),
  record<Auth<'refused'>>({
    kind: wordOf<'refused' | 'deferred'>({ refused: true, deferred: true }),
    mechanism: text,
    reply,
    oauth: nullable(oauth),
  }),
  record<Auth<'not-tried'>>({ kind: exactly('not-tried'), refusedAt: time, reply }),
  record<Auth<'not-offered'>>({ kind: exactly('not-offered'), startTlsOffered: flag }),
  record<Auth<'no-common-mechanism'>>({ kind: exactly('no-common-mechanism'), offered: list(text) }),
);

const tlsProblem = oneOfSchemas(
  record<NoTls<'starttls-not-offered' | 'port-wants-tls'>>({
    kind: wordOf<'starttls-not-offered' | 'port-wants-tls'>({ 'starttls-not-offered': true, 'port-wants-tls': true }),
  }),
  record<NoTls<'injected-plaintext'>>({ kind: exactly('injected-plaintext'), sample: text }),
  record<NoTls<'port-speaks-plain'>>({ kind: exactly('port-speaks-plain'), banner: nullable(text) }),
  record<NoTls<'old-protocol'> | NoTls<'handshake'>>({
    kind: wordOf<'old-protocol' | 'no-common-cipher' | 'weak-key' | 'handshake'>({
      'old-protocol': true,
      'no-common-cipher': true,
      'weak-key': true,
      handshake: true,
    }),
    detail: text,
  }),
  record<NoTls<'certificate'>>({ kind: exactly('certificate'), problems: list(certificateProblemSchema) }),
);

const protocolProblem = oneOfSchemas(
  record<Exclude<ProtocolFailure, { kind: 'not-smtp' }>>({
    kind: wordOf<Exclude<ProtocolFailure['kind'], 'not-smtp'>>({
      'line-too-long': true,
      'reply-too-long': true,
      'endless-challenges': true,
    }),
  }),
  record<Extract<ProtocolFailure, { kind: 'not-smtp' }>>({ kind: exactly('not-smtp'), sample: text }),
);

const failure = oneOfSchemas(
  record<Nameless>({
    kind: wordOf<Nameless['kind']>({
      'dns-nxdomain': true,
      'dns-nodata': true,
      'dns-servfail': true,
      'dns-timeout': true,
      'dns-refused': true,
    }),
    stage: exactly('resolve'),
    detail: text,
  }),
  record<Failure<'refused' | 'unreachable'>>({
    kind: wordOf<'refused' | 'unreachable'>({ refused: true, unreachable: true }),
    stage: exactly('connect'),
  }),
  record<Failure<'timed-out'>>({ kind: exactly('timed-out'), stage, waitedMs: milliseconds }),
  record<Failure<'closed'>>({ kind: exactly('closed'), stage, reset: flag }),
  record<Failure<'protocol'>>({ kind: exactly('protocol'), stage, problem: protocolProblem }),
  record<Failure<'tls'>>({ kind: exactly('tls'), stage, problem: tlsProblem }),
  record<Failure<'reply'>>({ kind: exactly('reply'), stage, reply }),
  record<Failure<'auth'>>({ kind: exactly('auth'), stage: exactly('auth'), outcome: auth }),
  record<Failure<'unsendable'>>({ kind: exactly('unsendable'), stage: { enum: ['mail', 'rcpt'] }, address: text }),
);

const outcome: JsonSchema = oneOfSchemas(
  record<Extract<AddressOutcome, { reply: SmtpReply }>>({
    kind: wordOf<'accepted' | 'refused' | 'deferred'>({ accepted: true, refused: true, deferred: true }),
    reply,
  }),
  record<Extract<AddressOutcome, { kind: 'unsendable' }>>({
    kind: exactly('unsendable'),
    why: { enum: ['syntax', 'needs-smtputf8'] },
  }),
  record<Extract<AddressOutcome, { kind: 'not-tried' }>>({
    kind: exactly('not-tried'),
    why: { enum: ['limit', 'session-ended', 'sender-refused'] },
  }),
);

const sender = record<SenderVerdict>({
  address: text,
  outcome,
  recipients: list(record<RecipientVerdict>({ address: text, outcome })),
});

const transcriptLine = record<TranscriptLine>({
  mark: wordOf<TranscriptLine['mark']>({ '->': true, '<-': true, '<**': true, '===': true, '***': true }),
  text,
});

/** `probe smtp`; what is not known is null. */
export const probeSmtpSchema = record<SmtpReport & { schema: 1; exitCode: number }>({
  schema: exactly(1),
  exitCode: count,
  host: text,
  port: portSchema,
  tlsMode: oneOf(tlsModes),
  heloName: text,
  resolution: nullable(resolutionSchema),
  attempts: attemptsSchema,
  connectedTo: nullable(addressSchema),
  reached: nullable(stage),
  replies: list(reply),
  tls: nullable(tlsSchema),
  capabilities: nullable(capabilities),
  auth,
  senders: list(sender),
  failure: nullable(failure),
  summary: text,
  transcript: list(transcriptLine),
  at: time,
  durationMs: milliseconds,
});
