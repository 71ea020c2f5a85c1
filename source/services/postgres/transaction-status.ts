import type { Database, QueryOptions } from './database.ts';
import { SqlError } from './sql-error.ts';

/** The number by which the server remembers this transaction. Takes one if the transaction has none yet. */
export const currentTransaction = async (database: Database): Promise<string> => {
  // The names from before PostgreSQL 13, which all later ones still know.
  const [row] = await database.query<{ xid: string }>('select txid_current()::text as xid', []);
  return row?.xid ?? '';
};

/** What became of a transaction; `forgotten` when the server no longer knows, or never did (a restored copy). */
export type TransactionStatus = 'committed' | 'aborted' | 'in progress' | 'forgotten';

export const transactionStatus = async (
  database: Database,
  xid: string,
  options?: QueryOptions,
): Promise<TransactionStatus> => {
  try {
    const [row] = await database.query<{ status: TransactionStatus | null }>(
      'select txid_status($1::bigint) as status',
      [xid],
      options,
    );
    return row?.status ?? 'forgotten';
  } catch (error) {
    // 22023: "transaction ID … is in the future".
    if (error instanceof SqlError && error.code === '22023') return 'forgotten';
    throw error;
  }
};
