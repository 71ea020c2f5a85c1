/** One reason why a verifying client would not trust the certificate. */
export type CertificateProblem =
  | { readonly kind: 'expired'; readonly notAfter: string }
  | { readonly kind: 'not-yet-valid'; readonly notBefore: string }
  | { readonly kind: 'self-signed' }
  | { readonly kind: 'untrusted-issuer'; readonly issuer: string }
  | { readonly kind: 'incomplete-chain'; readonly issuer: string }
  | { readonly kind: 'wrong-name'; readonly host: string; readonly names: readonly string[] }
  | { readonly kind: 'weak-key'; readonly key: PublicKeyFacts }
  | { readonly kind: 'other'; readonly code: string };

export interface PublicKeyFacts {
  /** `rsa`, `ec`, `ed25519`… */
  readonly type: string;
  readonly bits: number | null;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Subject alternative names: DNS names and addresses. */
  readonly names: readonly string[];
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Whole days until `notAfter`, negative once it has passed. */
  readonly expiresInDays: number;
  readonly selfSigned: boolean;
  readonly key: PublicKeyFacts;
  readonly fingerprint256: string;
}

/** What a TLS handshake gave, and what verification says of it whether or not the client insists on it. */
export interface TlsReport {
  /** `TLSv1.3` */
  readonly protocol: string;
  /** The cipher suite by its IANA name. */
  readonly cipher: string;
  readonly verified: boolean;
  /** Empty exactly when `verified`. */
  readonly problems: readonly CertificateProblem[];
  readonly certificate: CertificateFacts | undefined;
  /** Subjects of the certificates that the server sent, its own first. */
  readonly chain: readonly string[];
  readonly handshakeMs: number;
}

/** One problem in words. */
const describeCertificateProblem = (problem: CertificateProblem): string => {
  switch (problem.kind) {
    case 'expired':
      return `it expired on ${problem.notAfter.slice(0, 10)}`;
    case 'not-yet-valid':
      return `it is valid only from ${problem.notBefore.slice(0, 10)} (is this machine's clock right?)`;
    case 'self-signed':
      return 'it is self-signed';
    case 'untrusted-issuer':
      return `its issuer '${problem.issuer}' is not trusted here`;
    case 'incomplete-chain':
      return `the server does not send the certificate of its issuer '${problem.issuer}', which is unknown here`;
    case 'wrong-name':
      return `it is for ${problem.names.join(', ') || 'no host name at all'}, not for ${problem.host}`;
    case 'weak-key':
      return `its key is weak (${problem.key.type.toUpperCase()}, ${problem.key.bits ?? 'unknown'} bits)`;
    case 'other':
      return `it failed verification (${problem.code})`;
  }
};

/** "it expired on 2026-01-01 and it is for a.example, not for b.example" */
export const describeCertificateProblems = (problems: readonly CertificateProblem[]): string =>
  problems.map(describeCertificateProblem).join(' and ');
