import { stampRow } from './insert-people.ts';
import { type InsertTarget, insertRows } from './insert-rows.ts';
import { acmeDomain, customers } from './people.ts';

/** The alias domain (17 and later), the group's addresses, and recipients who asked for no more mail. */
export async function insertAliases(target: InsertTarget, now: Date): Promise<void> {
  const stamp = stampRow(now);
  if (target.series >= 17) {
    await insertRows(target, 'mail_alias_domain', [
      {
        id: 1,
        name: acmeDomain,
        sequence: 10,
        bounce_alias: 'bounce',
        catchall_alias: 'catchall',
        default_from: 'notifications',
        ...stamp,
      },
    ]);
  }
  await insertRows(
    target,
    'mail_alias',
    ['info', 'sales', 'invoices', 'jobs', 'support'].map((name, index) => ({
      alias_name: name,
      alias_domain_id: 1,
      alias_full_name: `${name}@${acmeDomain}`,
      alias_model_id: 150 + index,
      alias_user_id: 2,
      alias_defaults: '{}',
      alias_contact: 'everyone',
      alias_incoming_local: false,
      alias_status: 'valid',
      ...stamp,
    })),
  );
  await insertRows(
    target,
    'mail_blacklist',
    customers.slice(-6).map(({ email }) => ({ email, active: true, ...stamp })),
  );
}
