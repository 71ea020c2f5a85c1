import { describe, expect, test } from 'vitest';
import { senderCause } from '../../../source/causes/sender/index.ts';
import { judgeFromList } from '../../../source/causes/sender/several-senders-check.ts';
import { outerSeries } from '../../support/postgres.ts';
import { runCause } from '../../support/run-cause.ts';
import { openSickWorld } from '../../support/sick-world.ts';

test.each([
  ['ann@acme.example', 17, undefined],
  ['"Ann @ Acme" <ann@acme.example>', 14, undefined],
  [null, 17, undefined],
  ['ann@acme.example, bob@acme.example', 17, /holds 2 addresses in one field.*receivers refuse or distrust/],
  ['ann@acme.example; bob@acme.example', 14, /receivers refuse or distrust/],
  ['"Two" <ann@acme.example,bob@acme.example>', 18, /sends as the first of them/],
] as const)('%j in From on Odoo %i', (text, series, words) => {
  const said = judgeFromList({ place: 'From of 2 mails', text }, series);
  if (words === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(words);
});

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
