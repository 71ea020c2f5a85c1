import { describe, expect, test } from 'vitest';
import { noServerCause } from '../../../source/causes/no-server/index.ts';
import { prefer } from '../../../source/causes/no-server/remedies/prefer-server-remedy.ts';
import { readTexts } from '../../changes/plans.ts';
import { mend } from '../../support/mend.ts';
import { outerSeries } from '../../support/postgres.ts';
import { runCause } from '../../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../../support/sick-world.ts';

/** Two servers that anybody's mail may take; of the first the port is closed. */
const openTwo = async (series: 18 | (typeof outerSeries)[number] = 18): Promise<SickWorld> => {
  const world = await openSickWorld({ series, scenario: 'healthy' });
  await world.database.query(
    `update ir_mail_server set smtp_port = case id when 1 then $1::int else $2::int end, smtp_host = '127.0.0.1',
       smtp_encryption = 'none', smtp_user = null, smtp_pass = null, sequence = id * 10, active = id <= 2`,
    [world.zoo.smtpPort('closed'), world.zoo.smtpPort('good')],
  );
  if (series >= 15) await world.database.query('update ir_mail_server set from_filter = null');
  return world;
};

const key = 'no-server.order server:1';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a server that works and is only further behind is offered to go first, which ends the complaint', async () => {
    const world = await openTwo(series);
    const found = (await runCause(await world.checkContext(), noServerCause)).get(key);
    expect(found).toMatchObject({
      status: 'warn',
      consequenceOf: 'firewall',
      summary: expect.stringMatching(/^Odoo chooses .*, which does not work now, before .*, which does\.$/),
      remedies: [{ id: 'no-server.priority', subject: 'server:2' }],
    });
    const look = () => readTexts(world.database, 'ir_mail_server');
    const { findings, plan } = await mend(world, { cause: noServerCause, remedy: prefer, subject: 'server:2', look });
    expect(plan.transactions).toMatchObject([[{ rows: [{ id: 2, after: { sequence: '9' } }] }]]);
    expect(findings.get(key)).toBeUndefined();
  });
});

test.each([
  ['has the same sequence', 'update ir_mail_server set sequence = 10', true],
  ['has no sequence, as the first has none', 'update ir_mail_server set sequence = null', true],
  ['is for another domain', "update ir_mail_server set from_filter = 'shop.example' where id = 2", false],
  ['is archived', 'update ir_mail_server set active = false where id = 2', false],
  [
    'does not work either',
    'update ir_mail_server set smtp_port = (select smtp_port from ir_mail_server where id = 1)',
    false,
  ],
  ['is not needed', 'update ir_mail_server set smtp_port = (select smtp_port from ir_mail_server where id = 2)', false],
])('where the other server %s', async (_, statement, isOffered) => {
  const world = await openTwo();
  await world.database.query(statement);
  const found = (await runCause(await world.checkContext(), noServerCause)).get(key);
  expect(found?.remedies.map(({ id, subject }) => `${id} ${subject}`) ?? []).toEqual(
    isOffered ? ['no-server.priority server:2'] : [],
  );
});

test('where no server has a sequence, one is given to the server that is to go first', async () => {
  const world = await openTwo();
  await world.database.query('update ir_mail_server set sequence = null');
  const look = () => readTexts(world.database, 'ir_mail_server');
  const { findings } = await mend(world, { cause: noServerCause, remedy: prefer, subject: 'server:2', look });
  expect(findings.get(key)).toBeUndefined();
});
