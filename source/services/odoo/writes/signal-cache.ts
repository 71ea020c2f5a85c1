import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import type { Database, QueryOptions } from '../../postgres/database.ts';

/** Workers compare these before each request. */
const statementOf = (series: OdooSeries): string => {
  const { kind, name } = traitsOf(series).cacheSignal;
  return kind === 'table' ? `insert into ${name} default values` : `select nextval('${name}')`;
};

/**
 * Tells running Odoo workers to forget the system parameters they keep in memory. After the commit: a worker that
 * looked before it would keep the old values.
 */
export const signalCache = async (database: Database, series: OdooSeries, options?: QueryOptions): Promise<void> => {
  await database.query(statementOf(series), [], options);
};
