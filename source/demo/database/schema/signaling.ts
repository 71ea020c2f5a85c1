import type { OdooSeries } from '../../../domain/odoo-series.ts';

const caches17 = ['default', 'assets', 'templates', 'routing', 'groups'];
const caches19 = ['default', 'assets', 'stable', 'templates', 'routing', 'groups'];

/**
 * What running workers watch to learn that their caches are stale: two sequences up to 16, one for each cache in 17 and 18,
 * tables from 19 on (odoo/modules/registry.py, 19: odoo/orm/registry.py).
 */
export function createSignaling(series: OdooSeries): string[] {
  if (series >= 19) {
    return ['registry', ...caches19].flatMap((name) => [
      `create table orm_signaling_${name} (id serial primary key, date timestamptz default now())`,
      `insert into orm_signaling_${name} default values`,
    ]);
  }
  const caches = series >= 17 ? caches17.map((name) => `cache_signaling_${name}`) : ['cache_signaling'];
  return ['registry_signaling', ...caches].flatMap((name) => [
    `create sequence base_${name} increment by 1 start with 1`,
    `select nextval('base_${name}')`,
  ]);
}
