import type {
  CertificateFacts,
  CertificateProblem,
  PublicKeyFacts,
  TlsReport,
} from '../../domain/probes/tls-report.ts';
import { exactly, flag, list, milliseconds, nullable, oneOfSchemas, record, text } from './json-schema.ts';

type Problem<Kind extends CertificateProblem['kind']> = Extract<CertificateProblem, { kind: Kind }>;

const key = record<PublicKeyFacts>({ type: text, bits: nullable({ type: 'integer' }) });

export const certificateProblemSchema = oneOfSchemas(
  record<Problem<'expired'>>({ kind: exactly('expired'), notAfter: text }),
  record<Problem<'not-yet-valid'>>({ kind: exactly('not-yet-valid'), notBefore: text }),
  record<Problem<'self-signed'>>({ kind: exactly('self-signed') }),
  record<Problem<'untrusted-issuer'>>({ kind: exactly('untrusted-issuer'), issuer: text }),
  record<Problem<'incomplete-chain'>>({ kind: exactly('incomplete-chain'), issuer: text }),
  record<Problem<'wrong-name'>>({ kind: exactly('wrong-name'), host: text, names: list(text) }),
  record<Problem<'weak-key'>>({ kind: exactly('weak-key'), key }),
  record<Problem<'other'>>({ kind: exactly('other'), code: text }),
);

const certificate = record<CertificateFacts>({
  subject: text,
  issuer: text,
  names: list(text),
  notBefore: text,
  notAfter: text,
  expiresInDays: { type: 'integer' },
  selfSigned: flag,
  key,
  fingerprint256: text,
});

export const tlsSchema = record<TlsReport>({
  protocol: text,
  cipher: text,
  verified: flag,
  problems: list(certificateProblemSchema),
  certificate: nullable(certificate),
  chain: list(text),
  handshakeMs: milliseconds,
});
