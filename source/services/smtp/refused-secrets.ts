import { createHash } from 'node:crypto';
import type { Credentials } from './request.ts';
import { createTurns } from './turns.ts';

/** One account on one server, with one secret. */
export interface Account {
  readonly host: string;
  readonly port: number;
  readonly credentials: Credentials;
}

/**
 * Which secrets servers have refused, for the life of the process: three wrong passwords can lock an account, so a
 * refused one is not sent again by itself. Holds hashes only.
 */
export interface RefusedSecrets {
  /** When the secret was refused. */
  refusedAt(account: Account): Date | undefined;
  remember(account: Account, at: Date): void;
  /** After the same secret was accepted. */
  forget(account: Account): void;
  /** One attempt at a time for the same account, so that a second one knows how the first ended. */
  inTurn<Result>(account: Account, signal: AbortSignal, attempt: () => Promise<Result>): Promise<Result>;
}

export const createRefusedSecrets = (): RefusedSecrets => {
  const refusals = new Map<string, Date>();
  const turns = createTurns();
  return {
    refusedAt: (account) => refusals.get(fingerprint(account)),
    remember: (account, at) => void refusals.set(fingerprint(account), at),
    forget: (account) => void refusals.delete(fingerprint(account)),
    inTurn: (account, signal, attempt) => turns.take(fingerprint(account), signal, attempt),
  };
};

const fingerprint = ({ host, port, credentials: { kind, user, secret } }: Account): string =>
  createHash('sha256').update([host.toLowerCase(), port, kind, user, secret.reveal()].join('\0')).digest('hex');
