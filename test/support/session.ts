import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { Session } from '../../source/services/postgres/session.ts';

/** A read-only session with a test's database, closed when the test ends. */
export const openSession = (dsn: string): Session => {
  const session = new Session(
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
