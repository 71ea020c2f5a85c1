import { createHash } from 'node:crypto';
import type { SmtpReply } from '../../domain/probes/smtp-report.ts';
import { createTurns } from '../../lib/turns.ts';
import type { SmtpCredentials } from './smtp-request.ts';

/** One account on one server, with one secret. */
export interface SmtpAccount {
  readonly host: string;
  readonly port: number;
  readonly credentials: SmtpCredentials;
  /** Where one mechanism was asked for: its refusal says nothing of the others. */
  readonly mechanism?: string;
}

/** When a server refused a secret, and its words. */
export interface LoginRefusal {
  readonly at: Date;
  readonly reply: SmtpReply;
}

/** What is known of refused secrets, wherever it is kept. It holds hashes only. */
export interface RefusalMemory {
  find(account: SmtpAccount): Promise<LoginRefusal | undefined>;
  remember(account: SmtpAccount, refusal: LoginRefusal): Promise<void>;
  /** After the same secret was accepted. */
  forget(account: SmtpAccount): Promise<void>;
}

/**
 * Which secrets servers have refused: three wrong passwords can lock an account, so a refused one is not sent again by
 * itself.
 */
export interface RefusedSecrets extends RefusalMemory {
  /** One attempt at a time for the same account, so that a second one knows how the first ended. */
  inTurn<Result>(account: SmtpAccount, signal: AbortSignal, attempt: () => Promise<Result>): Promise<Result>;
}

/** For the life of the process. */
export const createRefusedSecrets = (): RefusedSecrets => {
  const refusals = new Map<string, LoginRefusal>();
  const turns = createTurns();
  return {
    find: (account) => Promise.resolve(refusals.get(fingerprint(account))),
    remember: (account, refusal) => Promise.resolve(void refusals.set(fingerprint(account), refusal)),
    forget: (account) => Promise.resolve(void refusals.delete(fingerprint(account))),
    inTurn: (account, signal, attempt) => turns.take(fingerprint(account), signal, attempt),
  };
};

/** The same, and what earlier processes saw refused. */
export const withMemory = (refused: RefusedSecrets, memory: RefusalMemory): RefusedSecrets => ({
  ...refused,
  find: async (account) => (await refused.find(account)) ?? (await memory.find(account)),
  remember: async (account, refusal) => {
    await refused.remember(account, refusal);
    await memory.remember(account, refusal);
  },
  forget: async (account) => {
    await refused.forget(account);
    await memory.forget(account);
  },
});

const fingerprint = (account: SmtpAccount): string =>
  createHash('sha256').update(describeAccount(account)).digest('hex');

/** All that makes it the same login, the secret included: never to be kept as it is. */
export const describeAccount = ({ host, port, credentials: { kind, user, secret }, mechanism }: SmtpAccount): string =>
  [host.toLowerCase(), port, mechanism ?? kind, user, secret.reveal()].join('\0');
