import { Buffer } from 'node:buffer';
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { KeyMaterial } from '../../../domain/dns/dkim/key.ts';

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const ed25519Bytes = 32;

const importKey = (der: Buffer, type: 'spki' | 'pkcs1'): KeyObject | undefined => {
  try {
    return createPublicKey({ key: der, format: 'der', type });
  } catch {
    return undefined;
  }
};

const readRsa = (der: Buffer): KeyMaterial => {
  // RFC 6376 §3.6.1 shows both forms; verifiers take the first, and most the second.
  const wrapped = importKey(der, 'spki');
  const key = wrapped ?? importKey(der, 'pkcs1');
  if (key === undefined) {
    return {
      kind: 'unreadable',
      reason: 'it is not a public key; perhaps a part of it was lost on the way into the zone',
    };
  }
  const bits = key.asymmetricKeyDetails?.modulusLength;
  return key.asymmetricKeyType === 'rsa' && bits !== undefined
    ? { kind: 'rsa', bits, ...(wrapped === undefined && { isBare: true }) }
    : { kind: 'unreadable', reason: `it is a key of type ${key.asymmetricKeyType ?? 'unknown'}, not rsa` };
};

/** What the `p=` of a key record holds. Never throws: what cannot be read says why. */
export const readPublicKey = (type: string, value: string): KeyMaterial => {
  const text = value.replaceAll(/\s/g, '');
  if (!base64.test(text)) return { kind: 'unreadable', reason: 'it contains characters that are not base64' };
  const bytes = Buffer.from(text, 'base64');
  if (type.toLowerCase() !== 'ed25519') return readRsa(bytes);
  return bytes.length === ed25519Bytes
    ? { kind: 'ed25519' }
    : { kind: 'unreadable', reason: `an Ed25519 key has ${ed25519Bytes} bytes, this has ${bytes.length}` };
};
