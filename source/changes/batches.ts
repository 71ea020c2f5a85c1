/** The list cut into pieces of at most that many, in order. */
export const inBatches = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, batch) => items.slice(batch * size, (batch + 1) * size));

/** Rows that one transaction of ours changes: its locks are gone before Odoo could miss the rows. */
export const rowsInTransaction = 1_000;

/** Ids that one read of ours names. */
export const idsInStatement = 5_000;
