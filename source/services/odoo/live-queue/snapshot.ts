/**
 * A PostgreSQL snapshot: which transactions were over when a statement looked (manual, "Transaction ID and Snapshot
 * Information Functions"). Equal texts mean that nothing has become visible in between.
 */
export interface Snapshot {
  readonly text: string;
  /** Every transaction below it was over. */
  readonly xmin: bigint;
  /** No transaction from it on had begun to write. */
  readonly xmax: bigint;
}

/** Reads `xmin:xmax:xip,…`, the text of `pg_current_snapshot()` and of `txid_current_snapshot()` before PostgreSQL 13. */
export const parseSnapshot = (text: string): Snapshot => {
  const [xmin = '0', xmax = '0'] = text.split(':');
  return { text, xmin: BigInt(xmin), xmax: BigInt(xmax) };
};

/** The 32 bits that the system column `xmin` of a row can be compared with. */
export const shortTransactionId = (id: bigint): string => BigInt.asUintN(32, id).toString();
