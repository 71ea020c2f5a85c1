import type { OdooModule } from '../../../../domain/odoo/odoo-module.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 14–19. */
const text = `
  select name, state, latest_version as version
  from ir_module_module
  where state = 'installed' or state like 'to %'
  order by name`;

interface Row {
  readonly name: string;
  readonly state: string;
  readonly version: string | null;
}

/** The modules that are installed or on their way in or out, by name. Cost: a table of some hundred rows. */
export const readModules = async (source: OdooSource, options?: QueryOptions): Promise<readonly OdooModule[]> => {
  const rows = await readRows<Row>(source, { what: 'the modules (ir_module_module)', text }, options);
  return rows.map(({ name, state, version }) => ({ name: toLine(name), state, version: toLine(version) }));
};
