import { Socket } from 'node:net';
import { Client, DatabaseError } from 'pg';
import type { DatabaseAddress } from '../../domain/database/database-address.ts';
import { describeConnectionFailure, isMissingRule, isOtherProtocol, isPeerRefusal } from './connect-failure.ts';
import { findPassword, NoPassword } from './connect-password.ts';
import { isRoot, openSocketAs } from './connect-socket.ts';
import { encryptionAttempts, tlsOptions } from './connect-tls.ts';

export interface PostgresConnectOptions {
  readonly signal?: AbortSignal;
  /** For all tries together. The address may ask for less. */
  readonly timeoutMs: number;
}

/**
 * Connects as libpq would: TLS by the address's mode with the fallbacks of `prefer` and `allow`, ~/.pgpass, and a
 * Unix socket that refuses root by peer authentication once more with the identity of the role's own account.
 * @throws UserError with what to do; the signal's reason when it was aborted.
 */
export const connectClient = async (address: DatabaseAddress, options: PostgresConnectOptions): Promise<Client> => {
  const timeout = AbortSignal.timeout(
    Math.min(options.timeoutMs, address.connectTimeoutMs ?? Number.POSITIVE_INFINITY),
  );
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  const attempt = (how: Attempt): Promise<Client> => connectOnce(address, how, { ...options, signal });
  try {
    return await tryInTurn(address, attempt);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw describeConnectionFailure(timeout.aborted ? timeout.reason : error, address);
  }
};

interface Attempt {
  readonly encrypted: boolean;
  /** The account whose identity to take. */
  readonly account?: string;
}

const tryInTurn = async (address: DatabaseAddress, attempt: (how: Attempt) => Promise<Client>): Promise<Client> => {
  const [first = false, second] = encryptionAttempts(address);
  try {
    return await attempt({ encrypted: first });
  } catch (error) {
    if (isPeerRefusal(error, address) && isRoot()) return await attempt({ encrypted: false, account: address.user });
    if (second === undefined || !isAboutEncryption(error)) throw error;
    return await attempt({ encrypted: second });
  }
};

/** Whether the same connection with, or without, TLS could fare better. */
const isAboutEncryption = (error: unknown): boolean => {
  if (error instanceof DatabaseError) return isMissingRule(error);
  if (!(error instanceof Error) || error instanceof NoPassword || isOtherProtocol(error)) return false;
  const isSystemCall = 'syscall' in error || error instanceof AggregateError;
  return !isSystemCall && error.name !== 'TimeoutError' && error.name !== 'AbortError';
};

const connectOnce = async (
  address: DatabaseAddress,
  { encrypted, account }: Attempt,
  { signal }: PostgresConnectOptions & { readonly signal: AbortSignal },
): Promise<Client> => {
  signal.throwIfAborted();
  const socket = account === undefined ? new Socket() : openSocketAs(account);
  const client = new Client({
    host: address.hostAddress ?? address.host,
    port: address.port,
    database: address.database,
    user: address.user,
    password: async () => (await findPassword(address)).reveal(),
    ssl: encrypted ? await tlsOptions(address) : false,
    stream: () => socket,
    keepAlive: true,
    // What is asked at once is sent at once.
    pipeline: true,
  });
  forgetApplicationName(client);
  const stop = (): void => {
    socket.destroy(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
  };
  signal.addEventListener('abort', stop, { once: true });
  // A connection that breaks while nobody asks anything of it would otherwise end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

/** pg takes PGAPPNAME by itself: PgBouncer would leave it on the server's connection for clients without a name. */
const forgetApplicationName = (client: Client): void => {
  const { connectionParameters } = client as Client & { connectionParameters: { application_name?: string } };
  delete connectionParameters.application_name;
};
