import type { Check } from '../../checks/cause.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureRunner } from '../../checks/measure/measure-runner.ts';
import { readOdooStarts } from '../../checks/measure/odoo-start.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import { finding } from '../../domain/finding/finding.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { measureStandstill } from './find-queue-cron.ts';

/** Without db_name a prefork Odoo, and 19, serves only databases that its role owns (`list_dbs`, service/db.py). */
export const ownerCheck: Check = {
  id: 'cron.owner',
  title: "The database belongs to Odoo's role",
  async run(context) {
    const odoo = await readOdooStarts(context);
    const role = context.target.settings.dbUser.value;
    if (odoo === undefined || role === undefined) return [];
    const { series } = context.odoo.version;
    const choosesByOwner = odoo.starts.every(
      ({ databases, workers }) =>
        databases.value.length === 0 && (workers.value > 0 || traitsOf(series).threadsListDatabases),
    );
    if (!choosesByOwner) return [];
    const { value: owner, evidence } = await readWithEvidence(context, (reader, options) => reader.owner(options));
    const common = { check: 'cron.owner', owner: 'host', evidence } as const;
    if (owner === role) {
      return [
        finding({ ...common, status: 'ok', summary: `The database belongs to ${owner}, as whom Odoo connects.` }),
      ];
    }
    if ((await ifPossible(context, measureRunner(context)))?.kind === 'on-time') {
      const summary = `The database belongs to ${owner} and not to ${role}, yet its scheduled actions run.`;
      return [finding({ ...common, status: 'ok', summary })];
    }
    const { cost, ...standstill } = await measureStandstill(context);
    return [
      finding({
        ...common,
        ...standstill,
        status: 'fail',
        summary: `The database belongs to the role ${owner}, but Odoo connects as ${role} and runs scheduled actions only for databases of its own${cost}.`,
        detail: `A restore under another account does this. Either name the database in odoo.conf (db_name = ${context.odoo.database}), or give it to Odoo: ALTER DATABASE "${context.odoo.database}" OWNER TO "${role}".`,
      }),
    ];
  },
};
