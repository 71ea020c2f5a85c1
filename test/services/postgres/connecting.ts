import type { Client } from 'pg';
import { onTestFinished } from 'vitest';
import type { DatabaseAddress } from '../../../source/domain/database/database-address.ts';
import { UserError } from '../../../source/domain/errors.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { connectClient, type PostgresConnectOptions } from '../../../source/services/postgres/connect-postgres.ts';
import { runCluster } from '../../support/cluster.ts';

/** The run's PostgreSQL as the role `odoo`, in a database that is always there. */
export const addressOfCluster = async (changes: Partial<DatabaseAddress> = {}): Promise<DatabaseAddress> => {
  const { port, passwords } = await runCluster();
  return {
    host: '127.0.0.1',
    port,
    user: 'odoo',
    password: new Secret(passwords.odoo),
    database: 'postgres',
    ...changes,
  };
};

/** Connects, and ends the connection with the test. */
export const connect = async (
  address: DatabaseAddress,
  options: Partial<PostgresConnectOptions> = {},
): Promise<Client> => {
  const client = await connectClient(address, { timeoutMs: 10_000, ...options });
  onTestFinished(() => client.end());
  return client;
};

/** The sentence, and what to do, with which connecting fails. */
export const failToConnect = async (
  address: DatabaseAddress,
  options: Partial<PostgresConnectOptions> = {},
): Promise<{ readonly message: string; readonly tryThis: string | undefined }> => {
  try {
    await connect(address, options);
  } catch (error) {
    if (error instanceof UserError) return { message: error.message, tryThis: error.tryThis };
    throw error;
  }
  throw new Error('It connected.');
};
