import type { RetryRow, RetrySource } from './source.ts';

/** What stands in these mails, in this order; those that are gone are left out. */
export const readRetryRows = async (
  source: RetrySource,
  ids: readonly number[],
  options: { readonly signal: AbortSignal },
): Promise<readonly RetryRow[]> => {
  if (ids.length === 0) return [];
  const rows = await source.rows(ids, options);
  const byId = new Map(rows.map((row) => [row.mail.id, row]));
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
};
