import { expect, test } from 'vitest';
import { collectFamilies } from '../../../source/monitor/metrics/collect.ts';
import { composeDashboard } from '../../../source/monitor/metrics/dashboard.ts';
import { databaseFamilies } from '../../../source/monitor/metrics/families.ts';
import { selfFamilies } from '../../../source/monitor/metrics/self-families.ts';
import { snapshotOf } from '../../support/monitor-snapshot.ts';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
  readonly fieldConfig?: { readonly defaults: { readonly unit: string } };
}

// As Grafana reads it.
const { panels, templating } = JSON.parse(JSON.stringify(composeDashboard())) as {
  panels: readonly Panel[];
  templating: { list: readonly { name: string; query: unknown }[] };
};
const drawn = panels.filter(({ type }) => type !== 'row');
const exprOf = (name: string) =>
  drawn
    .flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))
    .find((expr) => new RegExp(`\\b${name}\\b`).test(expr));

test('every family has a panel, and no panel asks for what is not served', () => {
  const named = drawn.map(({ targets = [] }) => targets.flatMap(({ expr }) => expr.match(/odoo_mail_\w+/g) ?? []));
  expect(new Set(named.flat())).toEqual(new Set(Object.keys({ ...databaseFamilies, ...selfFamilies })));
  const served = new Set(collectFamilies(snapshotOf()).map(({ name }) => name));
  for (const name of named.flat()) expect(served).toContain(name);
});

test.each([
  ['odoo_mail_queue_mails', 'odoo_mail_queue_mails{database=~"$database"}'],
  ['odoo_mail_left_total', 'rate(odoo_mail_left_total{database=~"$database"}[$__rate_interval]) * 60'],
  [
    'odoo_mail_oldest_waiting_timestamp_seconds',
    'time() - odoo_mail_oldest_waiting_timestamp_seconds{database=~"$database"}',
  ],
  [
    'odoo_mail_server_certificate_expiry_timestamp_seconds',
    'odoo_mail_server_certificate_expiry_timestamp_seconds{database=~"$database"} - time()',
  ],
  ['odoo_mail_doctor_notifications_pending', 'odoo_mail_doctor_notifications_pending'],
])('%s is drawn as %s', (name, expr) => {
  expect(exprOf(name)).toBe(expr);
});

test('each panel asks the data source that is chosen, in a unit, and lies beside the others', () => {
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { datasource, fieldConfig, targets } of drawn) {
    expect(datasource?.uid).toBe('$datasource');
    expect(fieldConfig?.defaults.unit).toMatch(/^(?:short|cpm|s|none)$/);
    expect(targets?.[0]?.legendFormat).not.toBe('');
  }
  expect(templating.list.map(({ name }) => name)).toEqual(['datasource', 'database']);
});
