import type { Plan } from '../domain/change/plan.ts';
import { askTogether, inTurn } from '../services/odoo/ask-together.ts';
import type { Writer } from '../services/postgres/writer.ts';
import { refuseAnotherDatabase, refuseForbidden, refuseMissingRights } from './change-refusals.ts';
import { type Catalogue, readCatalogue, tablesOf } from './database/catalogue.ts';
import type { QueueToLock } from './database/transaction.ts';
import { readWriter } from './database-identity.ts';
import type { ChangeDependencies } from './dependencies.ts';
import { Interruption } from './interruption.ts';
import type { DatabaseIdentity } from './journal/journal-events.ts';

/** What is looked up before anything is begun. */
export interface Prepared {
  readonly catalogue: Catalogue;
  readonly identity: DatabaseIdentity;
  /** The queue's cron, for its lock and for waking it; null where there is none and the plan can do without. */
  readonly queue: QueueToLock | null;
}

/** @throws Interruption when the change is forbidden, or cannot be done by this role. */
export const prepareChange = async (
  plan: Plan,
  dependencies: ChangeDependencies,
  writer: Writer,
  signal: AbortSignal | undefined,
): Promise<Prepared> => {
  const options = signal === undefined ? {} : { signal };
  const needsQueue = plan.locksQueue || plan.outside.some(({ kind }) => kind === 'wake-queue');
  const looked = needsQueue ? findQueue(dependencies, options) : Promise.resolve(null);
  // Asked at the same moment, and heard when it is its turn: what forbids the change is said first.
  looked.catch(() => undefined);
  await refuseForbidden(dependencies, options);
  const together = askTogether(inTurn(writer));
  const [catalogue, { identity, role }] = await Promise.all([
    readCatalogue(together, [...tablesOf(plan.transactions), 'ir_cron'], {
      ...options,
      deletes: plan.transactions.flat().some(({ kind }) => kind === 'delete-rows'),
    }),
    readWriter(together, dependencies.host, options),
  ]);
  refuseAnotherDatabase(dependencies.odoo.schema, identity);
  refuseMissingRights(catalogue, plan.transactions, role);
  const queue = await looked;
  if (plan.locksQueue && queue !== null) refuseWithoutLock(catalogue, role);
  return { catalogue, identity, queue };
};

/** Without the cron there is no run to meet. */
export const findQueue = async (
  { odoo }: ChangeDependencies,
  options: { readonly signal?: AbortSignal },
): Promise<QueueToLock | null> => {
  const queue = await odoo.together.queueCron(options);
  if (queue.kind === 'missing') return null;
  const excluded = await odoo.excludedCrons(queue.cron.id, options);
  return {
    cronId: queue.cron.id,
    series: odoo.version.series,
    ...(excluded.length === 0 ? {} : { excluded: excluded.map(({ name }) => name) }),
  };
};

/** PostgreSQL wants the right to update some column of a row for its lock. */
const refuseWithoutLock = (catalogue: Catalogue, role: string): void => {
  const crons = catalogue.get('ir_cron');
  if (crons === undefined || crons.rights.fixed.length < crons.types.size) return;
  throw new Interruption(
    'refused',
    `The database role '${role}' may not UPDATE ir_cron, so it cannot keep Odoo from sending while mails change.`,
    'Use the role that Odoo itself uses: it owns the tables.',
  );
};
