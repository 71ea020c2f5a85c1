import type { Client } from 'pg';
import type { ActivityLog } from '../../domain/activity/activity-log.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { countOf } from '../../domain/wording/count.ts';
import { sumOf } from '../../lib/sum-of.ts';
import { withoutTransaction } from '../../services/postgres/read-transaction.ts';

interface Place {
  readonly log?: ActivityLog | undefined;
  readonly on: string;
  readonly now: () => Date;
}

/** The connection; every statement on it is noted. Values are not: some are addresses, some are passwords. */
export const noteStatements = (client: Client, { log, on, now }: Place): Client => {
  if (log === undefined) return client;
  const query: (...given: readonly unknown[]) => unknown = client.query.bind(client);
  const recorded = (...given: readonly unknown[]): unknown => {
    const [first] = given;
    const text = oneLine(withoutTransaction(typeof first === 'string' ? first : textOf(first)));
    const at = now();
    const started = performance.now();
    const note = (outcome: string, failed: boolean): void =>
      log.add({ at, kind: 'sql', on, text, outcome, durationMs: performance.now() - started, failed });
    const running = query(...given);
    if (running instanceof Promise) {
      running.then(
        (result: Answer | readonly Answer[]) => note(describeRows([result].flat()), false),
        (error: unknown) => note(sanitizeLine(error instanceof Error ? error.message : String(error)), true),
      );
    }
    return running;
  };
  return Object.assign(client, { query: recorded });
};

interface Answer {
  /** Null for a statement that has no rows. */
  readonly rowCount?: number | null;
}

/** A message of several statements has an answer to each. */
const describeRows = (answers: readonly Answer[]): string => {
  const counts = answers.flatMap(({ rowCount }) => rowCount ?? []);
  return counts.length === 0 ? '' : countOf(sumOf(counts, Number), 'row');
};

const textOf = (query: unknown): string =>
  typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';

const oneLine = (text: string): string => sanitizeLine(text.replaceAll(/\s+/g, ' ').trim());
