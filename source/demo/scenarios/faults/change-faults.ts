import { toUtc } from '../../database/content/moments.ts';
import { users } from '../../database/content/people.ts';
import type { ScenarioContext } from '../../scenario.ts';

/** The users who look after the company's Odoo. */
export const administrator = 2;
export const colleague = users.find(({ id, archived }) => id > administrator && archived !== true)?.id ?? administrator;

/** A user opened a record and saved it, which changes its stamps whatever else it changed. */
export async function stampRecord(
  { sql }: ScenarioContext,
  { table, where, by, at }: { readonly table: string; readonly where: string; readonly by: number; readonly at: Date },
): Promise<void> {
  await sql.query(`update ${table} set write_uid = $1, write_date = $2 where ${where}`, [by, toUtc(at)]);
}
