import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { ProbeError } from '../../../source/domain/errors.ts';
import type { Database, QueryOptions } from '../../../source/services/postgres/database.ts';

interface Ran {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly signal: AbortSignal | undefined;
}

export interface Connection extends Database {
  /** Statements in the order in which they were run, with their values. */
  readonly ran: readonly Ran[];
}

/**
 * One connection of its own until the test ends, with the driver as it comes: the readers must not depend on type
 * parsers or on the time zone that a session happens to have. Without values a text may hold several statements.
 */
export const connect = async (dsn: string): Promise<Connection> => {
  const client = new Client({ connectionString: dsn, application_name: 'odoo-mail-doctor test' });
  await client.connect();
  onTestFinished(() => client.end());
  const ran: Ran[] = [];
  return {
    ran,
    query: async <Row extends object>(text: string, values?: readonly unknown[], options?: QueryOptions) => {
      ran.push({ text, values: values ?? [], signal: options?.signal });
      try {
        const { rows } = await client.query<Row>(text, values === undefined ? undefined : [...values]);
        return rows;
      } catch (cause) {
        throw new ProbeError('sql', 'test', cause instanceof Error ? cause.message : String(cause), { cause });
      }
    },
  };
};
