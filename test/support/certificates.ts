import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** What a server shows: its key, and its certificate followed by those it sends along. PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

export interface Certificates {
  /** The authority that the good ones descend from, PEM. */
  readonly authority: string;
  readonly good: Identity;
  readonly expired: Identity;
  readonly notYetValid: Identity;
  readonly expiringSoon: Identity;
  readonly selfSigned: Identity;
  readonly wrongName: Identity;
  readonly weakKey: Identity;
  /** Signed by the intermediate, which the server does not send. */
  readonly incompleteChain: Identity;
  /** A whole chain of an authority that nobody knows. */
  readonly unknownAuthority: Identity;
}

/** The name the certificates are for; `wrongName` is for another. */
export const certificateHost = 'mail.example.test';

const dayMs = 86_400_000;

interface Signer {
  readonly name: string;
  readonly key: forge.pki.rsa.PrivateKey;
  readonly pem: string;
}

interface Order {
  readonly name: string;
  readonly publicKey: forge.pki.rsa.PublicKey;
  readonly signer: { readonly name: string; readonly key: forge.pki.rsa.PrivateKey };
  readonly authority?: boolean;
  readonly validDays?: readonly [from: number, until: number];
}

interface KeyPair {
  readonly key: forge.pki.rsa.PrivateKey;
  readonly publicKey: forge.pki.rsa.PublicKey;
  readonly pem: string;
}

/** Makes the whole zoo, valid or not around `now`. All leaves but the weak one share a key: keys are the slow part. */
export const createCertificates = (now: Date): Certificates => {
  let serial = 1;

  const issue = ({ name, publicKey, signer, authority = false, validDays = [-30, 300] }: Order): string => {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = publicKey;
    certificate.serialNumber = (serial++).toString(16).padStart(2, '0');
    certificate.validity.notBefore = new Date(now.getTime() + validDays[0] * dayMs);
    certificate.validity.notAfter = new Date(now.getTime() + validDays[1] * dayMs);
    certificate.setSubject([{ name: 'commonName', value: name }]);
    certificate.setIssuer([{ name: 'commonName', value: signer.name }]);
    certificate.setExtensions([
      { name: 'basicConstraints', cA: authority, critical: true },
      ...(authority
        ? [{ name: 'keyUsage', keyCertSign: true, cRLSign: true }]
        : [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }]),
    ]);
    certificate.sign(signer.key, forge.md.sha256.create());
    return forge.pki.certificateToPem(certificate);
  };

  const createAuthority = (name: string, parent?: Signer): Signer => {
    const pair = generateKey(2048);
    const signer = parent ?? { name, key: pair.key };
    return { name, key: pair.key, pem: issue({ name, publicKey: pair.publicKey, signer, authority: true }) };
  };

  const root = createAuthority('Test Root');
  const intermediate = createAuthority('Test Intermediate', root);
  const stranger = createAuthority('Unknown Root');
  const server = generateKey(2048);
  const weak = generateKey(1024);

  const leaf = (order: Partial<Order> = {}, pair: KeyPair = server, sent = intermediate.pem): Identity => ({
    key: pair.pem,
    cert: issue({ name: certificateHost, publicKey: pair.publicKey, signer: intermediate, ...order }) + sent,
  });

  return {
    authority: root.pem,
    good: leaf(),
    expired: leaf({ validDays: [-400, -35] }),
    notYetValid: leaf({ validDays: [3, 300] }),
    expiringSoon: leaf({ validDays: [-360, 5] }),
    selfSigned: leaf({ signer: { name: certificateHost, key: server.key } }, server, ''),
    wrongName: leaf({ name: 'other.example.test' }),
    weakKey: leaf({}, weak),
    incompleteChain: leaf({}, server, ''),
    unknownAuthority: leaf({ signer: stranger }, server, stranger.pem),
  };
};

const generateKey = (modulusLength: number): KeyPair => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const key = forge.pki.privateKeyFromPem(pem);
  return { key, publicKey: forge.pki.setRsaPublicKey(key.n, key.e), pem };
};
