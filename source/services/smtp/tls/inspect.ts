import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type {
  CertificateFacts,
  CertificateProblem,
  PublicKeyFacts,
  TlsReport,
} from '../../../domain/probes/tls-report.ts';
import { sanitizeLine } from '../../../domain/sanitize.ts';
import { dayMs } from '../../../lib/time-units.ts';

/** No chain in use is longer; a server can send any number. */
const longestChain = 10;

/** What a finished handshake gave and what verifying `host` would have said at `now`. */
export const inspectTls = (socket: TLSSocket, host: string, now: Date, handshakeMs: number): TlsReport => {
  const protocol = socket.getProtocol() ?? 'unknown';
  const cipher = socket.getCipher().standardName;
  const code = verificationCode(socket);
  const leaf = socket.getPeerX509Certificate();
  if (leaf === undefined) {
    const problem: CertificateProblem = { kind: 'other', code: code ?? 'no certificate' };
    return { protocol, cipher, verified: false, problems: [problem], certificate: undefined, chain: [], handshakeMs };
  }
  const chain = followChain(leaf);
  const certificate = readCertificate(leaf, readKey(leaf, socket), now);
  const problems = findProblems(code, { leaf, certificate, chainLength: chain.length }, host, now);
  const subjects = chain.map(({ subject }) => nameOf(subject));
  return { protocol, cipher, verified: problems.length === 0, problems, certificate, chain: subjects, handshakeMs };
};

const followChain = (leaf: X509Certificate): readonly X509Certificate[] => {
  const chain = [leaf];
  for (let next = leaf.issuerCertificate; next !== undefined && chain.length < longestChain; ) {
    if (chain.at(-1)?.fingerprint256 === next.fingerprint256) break;
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
};

const readCertificate = (leaf: X509Certificate, key: PublicKeyFacts, now: Date): CertificateFacts => ({
  subject: nameOf(leaf.subject),
  issuer: nameOf(leaf.issuer),
  names: readNames(leaf.subjectAltName),
  notBefore: leaf.validFromDate.toISOString(),
  notAfter: leaf.validToDate.toISOString(),
  expiresInDays: Math.floor((leaf.validToDate.getTime() - now.getTime()) / dayMs),
  selfSigned: leaf.subject === leaf.issuer && leaf.verify(leaf.publicKey),
  key,
  fingerprint256: leaf.fingerprint256,
});

/** Only Node's older view of the certificate tells the bits of an elliptic curve. */
const readKey = ({ publicKey }: X509Certificate, socket: TLSSocket): PublicKeyFacts => ({
  type: publicKey.asymmetricKeyType ?? 'unknown',
  bits: publicKey.asymmetricKeyDetails?.modulusLength ?? socket.getPeerCertificate().bits ?? null,
});

/** `DNS:a.example, IP Address:192.0.2.1` → the names alone. */
const readNames = (alternativeNames: string | undefined): readonly string[] =>
  (alternativeNames ?? '')
    .split(', ')
    .map((name) => sanitizeLine(name.replace(/^(?:DNS|IP Address):/, '')))
    .filter((name) => name !== '');

/** The common name, else the organization, else the whole distinguished name on one line. */
const nameOf = (distinguishedName: string | undefined): string => {
  const parts = (distinguishedName ?? '').split('\n');
  const named = parts.find((part) => part.startsWith('CN=')) ?? parts.find((part) => part.startsWith('O='));
  return sanitizeLine(named?.replace(/^\w+=/, '') ?? parts.join(', '));
};

interface Shown {
  readonly leaf: X509Certificate;
  readonly certificate: CertificateFacts;
  readonly chainLength: number;
}

const findProblems = (
  code: string | undefined,
  { leaf, certificate, chainLength }: Shown,
  host: string,
  now: Date,
): readonly CertificateProblem[] => {
  const problems = [
    ...findDateProblems(certificate, now),
    ...findChainProblems(code, certificate, chainLength),
    ...findNameProblems(leaf, host, certificate),
  ];
  // OpenSSL may object to what none of the above looks at: a revoked or misused certificate, a weak signature.
  return problems.length === 0 && code !== undefined ? [describeUnnamed(code, certificate)] : problems;
};

/** OpenSSL's verdict on the chain; undefined when it is content. */
const verificationCode = (socket: TLSSocket): string | undefined => {
  // Typed as an Error, it is the error's code: a string.
  const code: unknown = socket.authorizationError;
  if (socket.authorized) return undefined;
  return typeof code === 'string' ? code : 'unspecified';
};

const findDateProblems = ({ notBefore, notAfter }: CertificateFacts, now: Date): readonly CertificateProblem[] => {
  if (now.getTime() > Date.parse(notAfter)) return [{ kind: 'expired', notAfter }];
  return now.getTime() < Date.parse(notBefore) ? [{ kind: 'not-yet-valid', notBefore }] : [];
};

const findChainProblems = (
  code: string | undefined,
  { issuer, selfSigned }: CertificateFacts,
  chainLength: number,
): readonly CertificateProblem[] => {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return [{ kind: 'self-signed' }];
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return [{ kind: 'untrusted-issuer', issuer }];
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      if (selfSigned) return [{ kind: 'self-signed' }];
      return [{ kind: chainLength > 1 ? 'untrusted-issuer' : 'incomplete-chain', issuer }];
    default:
      return [];
  }
};

/** As Python's ssl matches it: by alternative names alone, the subject no longer counts. */
const findNameProblems = (
  leaf: X509Certificate,
  host: string,
  { names, subject }: CertificateFacts,
): readonly CertificateProblem[] => {
  const match = isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never' }) : leaf.checkIP(host);
  return match === undefined ? [{ kind: 'wrong-name', host, names: names.length > 0 ? names : [subject] }] : [];
};

const describeUnnamed = (code: string, { key }: CertificateFacts): CertificateProblem => {
  const weak = key.type === 'rsa' && key.bits !== null && key.bits < 2048;
  return weak ? { kind: 'weak-key', key } : { kind: 'other', code };
};
