import { expect, test } from 'vitest';
import { credentialsCause } from '../../../source/causes/credentials/index.ts';
import { runCause } from '../../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../../support/sick-world.ts';

const beforeTheEnd = () => new Date('2026-11-28T12:00:00Z');

const setMain = (world: SickWorld, values: string) =>
  world.database.query(`update ir_mail_server set ${values} where id = 1`);

const findDates = async (world: SickWorld) =>
  (await runCause({ ...(await world.checkContext()), now: beforeTheEnd }, credentialsCause)).get(
    'credentials.dates server:1',
  );

test('a password that works at Microsoft 365 is a warning before its end, with OAuth as the way out; OAuth is none', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  expect(await findDates(world)).toBeUndefined();
  await setMain(world, `smtp_host = 'smtp.office365.com'`);
  expect(await findDates(world)).toMatchObject({
    status: 'warn',
    owner: 'odoo',
    summary: expect.stringContaining('In 33 days'),
    remedies: [expect.objectContaining({ id: 'credentials.oauth', subject: 'server:1' })],
  });
  await setMain(world, `smtp_authentication = 'outlook'`);
  expect(await findDates(world)).toBeUndefined();
  await setMain(world, `smtp_authentication = 'login', smtp_user = null`);
  expect(await findDates(world)).toBeUndefined();
});
