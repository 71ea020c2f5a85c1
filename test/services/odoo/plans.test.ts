import { describe, expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { everyReader } from './every-reader.ts';
import { outstandingIds, queueCronId, watchDemo } from './open.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

const large =
  /^(?:mail_mail|mail_message|mail_mail_res_partner_rel|mail_notification|mail_message_res_partner_needaction_rel|message_attachment_rel|ir_attachment|res_partner|mail_blacklist|ir_model_data)$/;

const findScans = (plan: Plan): readonly string[] => [
  ...(plan['Node Type'] === 'Seq Scan' && large.test(plan['Relation Name'] ?? '') ? [plan['Relation Name'] ?? ''] : []),
  ...(plan.Plans ?? []).flatMap(findScans),
];

/** `dueMails` is left out: the state has no index, and what has it is found by one scan. */
describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('no reader needs to scan a table that grows with the mail', async () => {
    const opened = await watchDemo(series);
    const { connection, odoo } = opened;
    const all = everyReader(odoo, await outstandingIds(opened), await queueCronId(odoo));
    const { dueMails: _due, ...readers } = all;
    const before = connection.ran.length;
    for (const read of Object.values(readers)) await read();
    const statements = connection.ran.slice(before);
    // What is scanned even so has no other way: a demo table is too small for the planner to prefer an index by itself.
    await connection.query('set enable_seqscan = off');

    expect(statements.length).toBeGreaterThan(20);
    for (const { text, values } of statements) {
      const [row] = await connection.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
        `explain (format json) ${text}`,
        values as never,
      );
      expect(
        row?.['QUERY PLAN'].flatMap((explained) => findScans(explained.Plan)),
        text,
      ).toEqual([]);
    }
  });
});
