import type { Check } from '../../checks/cause.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureRunner } from '../../checks/measure/measure-runner.ts';
import { type OdooStart, readOdooStarts } from '../../checks/measure/odoo-start.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { measureStandstill, type Standstill } from './find-queue-cron.ts';

/** Without db_name a prefork Odoo, and 19, serves only databases that its role owns (`list_dbs`, service/db.py). */
export const ownerCheck: Check = {
  id: 'cron.owner',
  title: "The database belongs to Odoo's role",
  owner: 'host',
  async run(context) {
    const odoo = await readOdooStarts(context);
    const role = context.target.settings.dbUser.value;
    if (odoo === undefined || role === undefined) return [];
    if (!choosesByOwner(odoo.starts, context.odoo.version.series)) return [];
    const { value: owner, evidence } = await readWithEvidence(context, (reader, options) => reader.owner(options));
    const runner = owner === role ? undefined : await ifPossible(context, measureRunner(context));
    const judged = judgeOwner({
      owner,
      role,
      database: context.odoo.database,
      isOnTime: runner?.kind === 'on-time',
      standstill: await measureStandstill(context),
    });
    return [{ ...judged, evidence }];
  },
};

/** Whether these Odoos all take whatever database their role owns. */
export const choosesByOwner = (
  starts: readonly Pick<OdooStart, 'databases' | 'workers'>[],
  series: OdooSeries,
): boolean =>
  starts.every(
    ({ databases, workers }) =>
      databases.value.length === 0 && (workers.value > 0 || traitsOf(series).threadsListDatabases),
  );

export interface OwnerFacts {
  readonly owner: string;
  /** As whom Odoo connects. */
  readonly role: string;
  readonly database: string;
  /** Scheduled actions of this database run. */
  readonly isOnTime: boolean;
  readonly standstill: Standstill;
}

/** Without its evidence. */
export const judgeOwner = ({ owner, role, database, isOnTime, standstill }: OwnerFacts): CheckFinding => {
  if (owner === role) {
    const summary = `The database belongs to ${owner}, as whom Odoo connects.`;
    return finding({ status: 'ok', summary });
  }
  if (isOnTime) {
    const summary = `The database belongs to ${owner} and not to ${role}, yet its scheduled actions run.`;
    return finding({ status: 'ok', summary });
  }
  const { cost, ...counted } = standstill;
  return finding({
    ...counted,
    status: 'fail',
    summary: `The database belongs to the role ${owner}, but Odoo connects as ${role} and runs scheduled actions only for databases of its own${cost}.`,
    detail: `A restore under another account does this. Either name the database in odoo.conf (db_name = ${database}), or give it to Odoo: ALTER DATABASE "${database}" OWNER TO "${role}".`,
  });
};
