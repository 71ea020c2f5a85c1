import { expect, test } from 'vitest';
import { recipientsCause } from '../../../source/causes/recipients/index.ts';
import { runCause } from '../../support/run-cause.ts';
import { openSickWorld } from '../../support/sick-world.ts';

const semicolon = 'ann@acme.example; bob@acme.example';

test.each([
  [17, ['warn']],
  [18, []],
] as const)(
  'on Odoo %i a waiting mail with semicolons is told as what that version makes of it',
  async (series, statuses) => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    await world.database.query(
      `update mail_mail set email_to = $1 where id in (select id from mail_mail where state = 'outgoing' order by id limit 1)`,
      [semicolon],
    );
    const findings = [...(await runCause(await world.checkContext(), recipientsCause)).values()];
    const said = findings.filter(({ check }) => check === 'recipients.separators');
    expect(said.map(({ status }) => status)).toEqual(statuses);
    for (const { remedies, subject } of said) expect(remedies).toMatchObject([{ id: 'recipients.correct', subject }]);
  },
);
