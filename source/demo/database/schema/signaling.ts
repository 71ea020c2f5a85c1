import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';

const caches17 = ['default', 'assets', 'templates', 'routing'];
const caches18 = [...caches17, 'groups'];
const caches19 = [...caches18, 'stable'];

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
  return ['registry_signaling', ...cacheSequences(series)].flatMap((name) => [
    `create sequence base_${name} increment by 1 start with 1`,
    `select nextval('base_${name}')`,
  ]);
}

function cacheSequences(series: OdooSeries): string[] {
  if (series <= 16) {
    return ['cache_signaling'];
  }
  return (series === 17 ? caches17 : caches18).map((name) => `cache_signaling_${name}`);
}
