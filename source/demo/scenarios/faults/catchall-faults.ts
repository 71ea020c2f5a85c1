import { insertRows } from '../../database/content/insert-rows.ts';
import { toUtc } from '../../database/content/moments.ts';
import { acmeDomain } from '../../database/content/people.ts';
import type { ScenarioContext } from '../../scenario.ts';

/**
 * Somebody cleared the catchall domain: until 16 a parameter, from 17 on each company's alias domain. There the domain
 * stays behind without a company, and the parameter that old instructions recommend was set and has no effect.
 */
export async function loseCatchallDomain(context: ScenarioContext, at: Date): Promise<void> {
  const { sql, series } = context;
  if (series <= 16) {
    await sql.query(`delete from ir_config_parameter where key = 'mail.catchall.domain'`);
  } else {
    // 17 and 18 keep the domain's name beside its id.
    const name = series <= 18 ? 'alias_domain_name = null, ' : '';
    await sql.query(`update res_company set alias_domain_id = null, ${name}write_uid = 2, write_date = $1`, [
      toUtc(at),
    ]);
    const stamp = { create_uid: 2, write_uid: 2, create_date: toUtc(at), write_date: toUtc(at) };
    await insertRows(context, 'ir_config_parameter', [{ key: 'mail.catchall.domain', value: acmeDomain, ...stamp }]);
  }
  await answerToAuthors(context, at);
}

/** What was written since then asks for answers to its author. */
async function answerToAuthors({ sql, series }: ScenarioContext, since: Date): Promise<void> {
  const domain = series >= 17 ? ', record_alias_domain_id = null' : '';
  await sql.query(`update mail_message set reply_to = email_from${domain} where date >= $1`, [toUtc(since)]);
}
