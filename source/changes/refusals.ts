import type { SharedUuid } from '../domain/cluster-database.ts';
import { isNeutralized } from '../domain/mail-parameter.ts';
import type { DatabaseStep } from '../domain/plan.ts';
import { findWriteObstacle } from '../domain/write-obstacle.ts';
import type { Database, QueryOptions } from '../services/postgres/database.ts';
import type { Catalogue, Table } from './database/catalogue.ts';
import { findTable } from './database/catalogue.ts';
import type { ChangeDependencies } from './dependencies.ts';
import { Interruption } from './interruption.ts';

/**
 * Everything that forbids a change whatever it is.
 * @throws Interruption with the reason.
 */
export const refuseForbidden = async (
  { odoo, readOnly, readTwins }: ChangeDependencies,
  writer: Database,
  options: QueryOptions,
): Promise<void> => {
  if (readOnly) throw new Interruption('refused', 'Nothing is changed with --read-only.', 'Leave --read-only out.');
  if (isNeutralized(await odoo.parameters(options))) {
    throw new Interruption(
      'refused',
      `Database '${odoo.database}' is a neutralized copy: it is meant to send nothing, so nothing is changed in it.`,
    );
  }
  const obstacle = findWriteObstacle(odoo.connection, odoo.database);
  if (obstacle !== null) throw new Interruption('refused', obstacle.words, obstacle.tryThis);
  await refuseCopy(writer, await readTwins(options), odoo.database, options);
};

/** A copy keeps uuid and date of creation, so where those are equal the server's numbers tell which was made later. */
const refuseCopy = async (
  writer: Database,
  { uuid, createdAt, twins }: SharedUuid,
  name: string,
  options: QueryOptions,
): Promise<void> => {
  if (twins.length === 0) return;
  const rows = await writer.query<{ name: string; oid: number }>(
    'select datname as name, oid::bigint::float8 as oid from pg_database where datname = any($1)',
    [[name, ...twins.map((twin) => twin.name)]],
    options,
  );
  const numbers = new Map(rows.map((row) => [row.name, row.oid]));
  const isEarlier = (twin: SharedUuid['twins'][number]): boolean => {
    const difference = (createdAt?.getTime() ?? 0) - (twin.createdAt?.getTime() ?? 0);
    if (createdAt !== null && twin.createdAt !== null && difference !== 0) return difference > 0;
    return (numbers.get(twin.name) ?? 0) < (numbers.get(name) ?? 0);
  };
  const original = twins.find(isEarlier);
  if (original === undefined) return;
  throw new Interruption(
    'refused',
    `Database '${name}' looks like a copy of '${original.name}', which is older: both carry the uuid ${uuid}. A copy that sends reaches the same customers a second time.`,
    `If '${name}' is the one that should send, give '${original.name}' another database.uuid (or drop it) first.`,
  );
};

/**
 * Whether the role may do what the transactions say, told before anything is begun.
 * @throws Interruption naming the right.
 */
export const refuseMissingRights = (
  catalogue: Catalogue,
  transactions: readonly (readonly DatabaseStep[])[],
  role: string,
): void => {
  for (const step of transactions.flat()) {
    const table = findTable(catalogue, step.table);
    const missing = missingRight(step, table);
    if (missing === null) continue;
    throw new Interruption(
      'refused',
      `The database role '${role}' may not ${missing} ${table.name}.`,
      'Use the role that Odoo itself uses: it owns the tables.',
    );
  }
};

const missingRight = (step: DatabaseStep, { rights }: Table): string | null => {
  if (step.kind === 'insert-row') return rights.insert ? null : 'INSERT into';
  if (step.kind === 'delete-rows') return rights.delete ? null : 'DELETE from';
  const fixed = rights.fixed.filter((column) => step.rows.some(({ after }) => Object.hasOwn(after, column)));
  if (fixed.length > 0) return `UPDATE (${fixed.join(', ')}) of`;
  const unreadable = rights.unreadable.filter((column) =>
    step.rows.some(({ before }) => Object.hasOwn(before, column)),
  );
  return unreadable.length > 0 ? `SELECT (${unreadable.join(', ')}) from` : null;
};
