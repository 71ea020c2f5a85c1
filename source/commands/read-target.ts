import { isNeutralized } from '../domain/mail-parameter.ts';
import type { TargetDocument } from '../output/target-document.ts';
import type { Odoo } from '../services/odoo/odoo.ts';

/** The `target` key of a JSON document. */
export const readTarget = async (odoo: Odoo, options: { readonly signal: AbortSignal }): Promise<TargetDocument> => ({
  database: odoo.database,
  odooVersion: odoo.version.text,
  neutralized: isNeutralized(await odoo.parameters(options)),
});
