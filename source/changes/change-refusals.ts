import type { DatabaseStep } from '../domain/change/plan.ts';
import { findChangeObstacle, findCopyObstacle } from '../domain/database/write-obstacle.ts';
import { isNeutralized } from '../domain/odoo/mail-parameter.ts';
import type { OdooSchema } from '../services/odoo/odoo-schema.ts';
import type { QueryOptions } from '../services/postgres/database.ts';
import type { Catalogue, CatalogueTable } from './database/catalogue.ts';
import { findTable } from './database/catalogue.ts';
import type { ChangeDependencies } from './dependencies.ts';
import { Interruption } from './interruption.ts';
import type { DatabaseIdentity } from './journal/journal-events.ts';

/**
 * Everything that forbids a change whatever it is.
 * @throws Interruption with the reason.
 */
export const refuseForbidden = async (
  { odoo, readOnly, readTwins }: ChangeDependencies,
  options: QueryOptions,
): Promise<void> => {
  if (readOnly) throw new Interruption('refused', 'Nothing is changed with --read-only.', 'Leave --read-only out.');
  // Asked at the same moment, and heard when it is its turn.
  const looked = readTwins(options);
  looked.catch(() => undefined);
  if (isNeutralized(await odoo.together.parameters(options))) {
    throw new Interruption(
      'refused',
      `Database '${odoo.database}' is a neutralized copy: it is meant to send nothing, so nothing is changed in it.`,
    );
  }
  const obstacle = findChangeObstacle(odoo) ?? findCopyObstacle(await looked, odoo.database);
  if (obstacle !== null) throw new Interruption('refused', obstacle.words, obstacle.tryThis);
};

/**
 * A console that stays open connects again by name. Where that was dropped and restored meanwhile, or renamed, the ids
 * of a plan are those of other mails.
 * @throws Interruption when the writer is connected to another database than the one that was opened.
 */
export const refuseAnotherDatabase = (
  opened: Pick<OdooSchema, 'database' | 'oid'>,
  { oid }: Pick<DatabaseIdentity, 'oid'>,
): void => {
  // 0: the server did not tell.
  if (opened.oid === undefined || oid === 0 || opened.oid === oid) return;
  throw new Interruption(
    'refused',
    `Another database is called '${opened.database}' by now: the one that was looked at was renamed, or dropped and restored.`,
    'Start odoo-mail-doctor again, so that it looks at this one.',
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

const missingRight = (step: DatabaseStep, { rights }: CatalogueTable): string | null => {
  if (step.kind === 'insert-row') return rights.insert ? null : 'INSERT into';
  if (step.kind === 'delete-rows') return rights.delete ? null : 'DELETE from';
  const fixed = rights.fixed.filter((column) => step.rows.some(({ after }) => Object.hasOwn(after, column)));
  if (fixed.length > 0) return `UPDATE (${fixed.join(', ')}) of`;
  const unreadable = rights.unreadable.filter((column) =>
    step.rows.some(({ before }) => Object.hasOwn(before, column)),
  );
  return unreadable.length > 0 ? `SELECT (${unreadable.join(', ')}) from` : null;
};
