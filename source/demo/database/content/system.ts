import { createHash } from 'node:crypto';
import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { isIn, type Range } from '../schema/table.ts';
import { stampRow } from './insert-people.ts';
import { type InsertTarget, insertRows, translate } from './insert-rows.ts';
import { before, toUtc } from './moments.ts';
import { acmeDomain } from './people.ts';

interface Module extends Range {
  readonly name: string;
  readonly title: string;
  /** What follows the series in latest_version: one for all, or by version. */
  readonly version: string | Readonly<Record<OdooSeries, string>>;
  readonly state?: 'uninstalled';
}

/** The modules that matter for mail (versions as measured on real servers), and the ones the company works with. */
const modules: readonly Module[] = [
  { name: 'base', title: 'Base', version: '1.3' },
  { name: 'web', title: 'Web', version: '1.0' },
  { name: 'bus', title: 'IM Bus', version: '1.0' },
  {
    name: 'mail',
    title: 'Discuss',
    version: { 14: '1.0', 15: '1.5', 16: '1.10', 17: '1.15', 18: '1.18', 19: '1.19', 20: '1.19' },
  },
  { name: 'fetchmail', title: 'Email Gateway', version: '1.0', to: 15 },
  { name: 'google_gmail', title: 'Google Gmail', version: '1.2', from: 16 },
  { name: 'microsoft_outlook', title: 'Microsoft Outlook', version: '1.1', from: 19 },
  { name: 'auth_signup', title: 'Signup', version: '1.0' },
  { name: 'auth_totp', title: 'Two-Factor Authentication (TOTP)', version: '1.0' },
  { name: 'base_setup', title: 'Initial Setup Tools', version: '1.0' },
  { name: 'contacts', title: 'Contacts', version: '1.0' },
  { name: 'sale', title: 'Sales', version: '1.2' },
  { name: 'purchase', title: 'Purchase', version: '1.2' },
  { name: 'stock', title: 'Inventory', version: '1.1' },
  { name: 'account', title: 'Invoicing', version: '1.2' },
  { name: 'project', title: 'Project', version: '1.2' },
  { name: 'rpc', title: 'RPC', version: '1.0', from: 19 },
  { name: 'mass_mailing', title: 'Email Marketing', version: '2.7', state: 'uninstalled' },
  { name: 'website', title: 'Website', version: '1.0', state: 'uninstalled' },
];

/** Modules and parameters. The database's uuid follows from its name, as no two databases share one. */
export async function insertSystem(target: InsertTarget, now: Date, database: string): Promise<void> {
  const { series } = target;
  const stamp = stampRow(now);
  await insertRows(
    target,
    'ir_module_module',
    modules
      .filter((module) => isIn(series, module))
      .map((module) => ({
        name: module.name,
        state: module.state ?? 'installed',
        latest_version: module.state === undefined ? `${series}.0.${versionOf(module, series)}` : null,
        shortdesc: translate(series, module.title),
        author: 'Odoo S.A.',
        license: 'LGPL-3',
        application: false,
        auto_install: false,
        sequence: 100,
        imported: false,
        ...stamp,
      })),
  );
  await insertRows(
    target,
    'ir_config_parameter',
    Object.entries(parameters(series, now, database)).map(([key, value]) => ({ key, value, ...stamp })),
  );
}

function versionOf({ version }: Module, series: OdooSeries): string {
  return typeof version === 'string' ? version : version[series];
}

function parameters(series: OdooSeries, now: Date, database: string): Record<string, string | null> {
  return {
    'database.uuid': databaseUuid(database),
    'database.create_date': toUtc(before(now, { hours: 2 * 365 * 24 })),
    'web.base.url': `https://odoo.${acmeDomain}`,
    'web.base.url.freeze': 'True',
    'base.login_cooldown_after': '10',
    'base.login_cooldown_duration': '60',
    'auth_signup.invitation_scope': 'b2b',
    // From 17 on the alias domain of each company says this, and these four would be ignored.
    ...(series <= 16 && {
      'mail.catchall.domain': acmeDomain,
      'mail.catchall.alias': 'catchall',
      'mail.bounce.alias': 'bounce',
      'mail.default.from': 'notifications',
    }),
    ...(series >= 18 && { 'base.default_max_email_size': series >= 20 ? '20' : '10' }),
    // Somebody emptied it in the list of parameters, which 20 keeps as a row without a value.
    ...(series >= 20 && { 'mail.session.batch.size': null }),
  };
}

/** The uuid of the database of that name, the same every time. */
export function databaseUuid(database: string): string {
  const hex = createHash('sha256').update(database).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
