import { isNeutralized } from '../domain/odoo/mail-parameter.ts';
import type { TargetDocument } from '../output/target-document.ts';
import type { Odoo } from '../services/odoo/odoo.ts';

/** The `target` key of a JSON document. */
export const readTarget = async (odoo: Odoo, options: { readonly signal: AbortSignal }): Promise<TargetDocument> =>
  targetOf(odoo, isNeutralized(await odoo.parameters(options)));

/** The same where it is known already whether the database is a neutralized copy. */
export const targetOf = (
  { database, version, connection, customization: { modules, columns } }: Odoo,
  neutralized: boolean,
): TargetDocument => ({
  database,
  odooVersion: version.text,
  neutralized,
  ...(version.isNewer ? { newerVersion: true } : {}),
  ...(connection.standby ? { standby: true } : {}),
  ...(connection.pooler === 'none' ? {} : { pooler: connection.pooler }),
  ...(modules.length === 0 ? {} : { modules: modules.map(({ name, changes }) => ({ name, changes })) }),
  ...(columns.length === 0 ? {} : { unknownColumns: columns }),
});
