import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { PostgresSession } from '../../source/services/postgres/postgres-session.ts';

/** A read-only session with a test's database, closed when the test ends. */
export const openSession = (dsn: string): PostgresSession => {
  const session = new PostgresSession(
    async () => {
      const client = new Client({ connectionString: dsn });
      client.on('error', () => undefined);
      await client.connect();
      return client;
    },
    { name: 'the test database' },
  );
  onTestFinished(() => session.close());
  return session;
};
