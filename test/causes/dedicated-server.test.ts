import { expect, test } from 'vitest';
import { findDedicated } from '../../source/causes/sender/from-check.ts';
import { senderCause } from '../../source/causes/sender/index.ts';
import { shareServer } from '../../source/causes/sender/remedies/share-server-remedy.ts';
import { lookAt, whileMended } from '../support/mend.ts';
import { runCause } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

test('a personal server that was chosen for mass mailings is told with the place where, and can be replaced', async () => {
  const world = await openSickWorld({ series: 19, scenario: 'healthy' });
  await world.database.query(
    `update ir_mail_server set owner_user_id = (select min(id) from res_users where id > 2), from_filter = 'newsletter@acme.example' where id = 2`,
  );
  await world.database.query(
    `update mail_message set mail_server_id = 2, create_uid = 1, email_from = '"Acme News" <news@acme.example>'
     where id in (select mail_message_id from mail_mail where state = 'outgoing')`,
  );
  const plain = (await runCause(await world.checkContext(), senderCause)).get('sender.personal');
  expect(plain).toMatchObject({ status: 'fail', remedies: [] });
  expect(plain?.detail).not.toContain('Dedicated Server');

  await world.database.query(
    `insert into ir_config_parameter (key, value) values ('mass_mailing.outgoing_mail_server', 'True'), ('mass_mailing.mail_server_id', '2')`,
  );
  const chosen = (await runCause(await world.checkContext(), senderCause)).get('sender.personal');
  expect(chosen?.detail).toContain('Email Marketing → Configuration → Settings → Dedicated Server');
  expect(chosen).toMatchObject({ remedies: [{ id: 'sender.dedicated-server', subject: 'server:2' }] });

  const { result } = await whileMended(
    world,
    {
      remedy: shareServer,
      subject: 'server:2',
      texts: { server: 'server:1' },
      look: lookAt(world, ['ir_config_parameter']),
    },
    () => world.database.query(`select value from ir_config_parameter where key = 'mass_mailing.mail_server_id'`),
  );
  expect(result).toEqual([{ value: '1' }]);
});

const personal = (id: number) => ({
  route: { kind: 'fails', failure: { kind: 'personal', server: { id, name: 'Ours' } } },
});

test.each([
  ['the parameter names it', '2', 'server:2'],
  ['the parameter has blanks', ' 2 ', 'server:2'],
  ['the parameter names another', '3', undefined],
  ['there is no such parameter', undefined, undefined],
])('where %s', (_, value, subject) => {
  const lost = [personal(2)] as unknown as Parameters<typeof findDedicated>[0];
  const parameters = value === undefined ? {} : { 'mass_mailing.mail_server_id': value };
  expect(findDedicated(lost, parameters)?.subject).toBe(subject);
});
