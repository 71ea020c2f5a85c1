import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import type { Database, QueryOptions } from '../../postgres/database.ts';

/** odoo/modules/registry.py (14–18), odoo/orm/registry.py (19): workers compare these before each request. */
const statementOf = (series: OdooSeries): string => {
  if (series >= 19) return 'insert into orm_signaling_stable default values';
  return series >= 17 ? "select nextval('base_cache_signaling_default')" : "select nextval('base_cache_signaling')";
};

/**
 * Tells running Odoo workers to forget the system parameters they keep in memory. After the commit: a worker that
 * looked before it would keep the old values.
 */
export const signalCache = async (database: Database, series: OdooSeries, options?: QueryOptions): Promise<void> => {
  await database.query(statementOf(series), [], options);
};
