import { type OdooSeries, odooSeries } from '../../source/domain/odoo-series.ts';

/**
 * The versions that a test which takes long is run on: those that differ most, or all with `ODOO_VERSIONS=all`
 * (`npm run test:all`).
 */
export const seriesUnderTest: readonly OdooSeries[] =
  process.env['ODOO_VERSIONS'] === 'all' ? odooSeries : [14, 16, 18, 19];
