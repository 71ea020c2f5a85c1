import type { Client, QueryResult, QueryResultRow } from 'pg';

/** A statement whose answer is not waited for longer than that; the connection is of no use afterwards. */
export const timedQuery = <Row extends object>(
  client: Client,
  text: string,
  timeoutMs: number,
  values: readonly unknown[] = [],
): Promise<QueryResult<Row & QueryResultRow>> => {
  const query = { text, values: [...values], query_timeout: timeoutMs };
  return client.query<Row & QueryResultRow>(query);
};
