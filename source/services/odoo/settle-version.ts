import { isOdooSeries } from '../../domain/odoo/odoo-series.ts';
import type { OdooVersion } from '../../domain/odoo/odoo-version.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import type { OdooSchema } from './odoo-schema.ts';

/** A version between two counts as the next one once it has that one's column, before that as the last. */
export const settleVersion = (version: OdooVersion, { tables }: Pick<OdooSchema, 'tables'>): OdooVersion => {
  if (!version.isIntermediate || version.isNewer) return version;
  const [table, column] = traitsOf(version.series).sign;
  const before = version.series - 1;
  return tables.get(table)?.has(column) || !isOdooSeries(before) ? version : { ...version, series: before };
};
