import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';

/** A private key and the certificate that goes with it, both PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

/** What is wrong with a certificate, if anything. `trusted` is signed by the demo's own authority. */
export type CertificateFlaw = 'trusted' | 'expired' | 'expiring-soon' | 'wrong-name' | 'self-signed';

export interface DemoCertificates {
  /** The demo's certificate authority, PEM: what `ca_file` in the world's odoo.conf holds. */
  readonly authority: string;
  identity(flaw: CertificateFlaw): TlsIdentity;
}

const dayMs = 86_400_000;
const authorityName = 'Demo Certificate Authority';

/** First and last day of validity, in days from now. */
const validity: Record<CertificateFlaw, readonly [from: number, until: number]> = {
  trusted: [-30, 335],
  expired: [-400, -35],
  'expiring-soon': [-360, 5],
  'wrong-name': [-30, 335],
  'self-signed': [-30, 335],
};

/**
 * Makes the demo's authority and, on demand, one certificate a flaw, valid for `hosts` and 127.0.0.1 unless the name is
 * the flaw. All servers share one key: generating RSA keys is the slow part, and nothing here is a secret.
 */
export const createDemoCertificates = async (now: Date, hosts: readonly string[]): Promise<DemoCertificates> => {
  const [authorityKey, serverKey] = await Promise.all([generateRsaKey(), generateRsaKey()]);
  const authority = sign({
    subject: authorityName,
    issuer: authorityName,
    subjectKey: authorityKey,
    issuerKey: authorityKey,
    validDays: [-365, 3650],
    serialNumber: '01',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true },
    ],
    now,
  });
  const identities = new Map<CertificateFlaw, TlsIdentity>();

  const issue = (flaw: CertificateFlaw): TlsIdentity => {
    const names = flaw === 'wrong-name' ? ['mail.another-company.example'] : hosts;
    const subject = names[0] ?? 'localhost';
    const selfSigned = flaw === 'self-signed';
    const cert = sign({
      subject,
      issuer: selfSigned ? subject : authorityName,
      subjectKey: serverKey,
      issuerKey: selfSigned ? serverKey : authorityKey,
      validDays: validity[flaw],
      serialNumber: (identities.size + 2).toString(16).padStart(2, '0'),
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames: alternativeNames(names, flaw) },
      ],
      now,
    });
    return { key: serverKey.pem, cert };
  };

  return {
    authority,
    identity: (flaw) => {
      const known = identities.get(flaw) ?? issue(flaw);
      identities.set(flaw, known);
      return known;
    },
  };
};

/** The names and, unless the name is the flaw, the loopback address. 2 is a DNS name, 7 an address (RFC 5280 §4.2.1.6). */
const alternativeNames = (names: readonly string[], flaw: CertificateFlaw): object[] => [
  ...names.map((value) => ({ type: 2, value })),
  ...(flaw === 'wrong-name' ? [] : [{ type: 7, ip: '127.0.0.1' }]),
];

interface RsaKey {
  readonly pem: string;
  readonly privateKey: forge.pki.rsa.PrivateKey;
  readonly publicKey: forge.pki.rsa.PublicKey;
}

/** Node generates the key (forge's own arithmetic takes seconds), forge reads it. */
const generateRsaKey = async (): Promise<RsaKey> => {
  const { privateKey: pem } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const privateKey = forge.pki.privateKeyFromPem(pem);
  return { pem, privateKey, publicKey: forge.pki.setRsaPublicKey(privateKey.n, privateKey.e) };
};

interface CertificateRequest {
  readonly subject: string;
  readonly issuer: string;
  readonly subjectKey: RsaKey;
  readonly issuerKey: RsaKey;
  readonly validDays: readonly [from: number, until: number];
  readonly serialNumber: string;
  readonly extensions: object[];
  readonly now: Date;
}

const sign = (request: CertificateRequest): string => {
  const certificate = forge.pki.createCertificate();
  const [from, until] = request.validDays;
  certificate.publicKey = request.subjectKey.publicKey;
  certificate.serialNumber = request.serialNumber;
  certificate.validity.notBefore = new Date(request.now.getTime() + from * dayMs);
  certificate.validity.notAfter = new Date(request.now.getTime() + until * dayMs);
  certificate.setSubject([{ name: 'commonName', value: request.subject }]);
  certificate.setIssuer([{ name: 'commonName', value: request.issuer }]);
  certificate.setExtensions(request.extensions);
  certificate.sign(request.issuerKey.privateKey, forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
};
