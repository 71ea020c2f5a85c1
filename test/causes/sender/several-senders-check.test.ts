import { describe, expect, test } from 'vitest';
import { senderCause } from '../../../source/causes/sender/index.ts';
import { outerSeries } from '../../support/postgres.ts';
import { runCause } from '../../support/run-cause.ts';
import { openSickWorld } from '../../support/sick-world.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a list in From and one at a company are warnings, each told once', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    await world.database.query(
      `update mail_message set email_from = 'ann@acme.example, bob@acme.example'
       where id in (select mail_message_id from mail_mail where state = 'outgoing' order by id limit 2);
       update res_company set email = 'info@acme.example; sales@acme.example' where id = 1`,
    );
    const findings = [...(await runCause(await world.checkContext(), senderCause)).values()];
    const said = findings.filter(({ check }) => check === 'sender.several');
    expect(said.map(({ subject, status, owner }) => [subject, status, owner])).toEqual([
      [null, 'warn', 'odoo'],
      ['company:1', 'warn', 'odoo'],
    ]);
    expect(said[0]?.summary).toMatch(/^From of 2 mails holds 2 addresses/);
  });
});
