import { appendFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { senderCause } from '../../source/causes/sender/index.ts';
import { measureRoutingFacts } from '../../source/checks/measure/routes.ts';
import { runCause } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

const columns = 'alter table ir_mail_server add smtp_from varchar, add domain_whitelist varchar';

test.each([16, 18] as const)(
  "Odoo %i: the sender that is tried is the one of OCA's mail_outbound_static, and no remedy of Odoo's own is offered",
  async (series) => {
    const world = await openSickWorld({ series, scenario: 'sender' });
    await world.database.query(`${columns}; update ir_mail_server set smtp_from = 'static@lab.example'`);
    const refused = (await runCause(await world.checkContext(), senderCause)).get('sender.accepted server:1');

    expect(refused).toMatchObject({ status: 'fail', summary: expect.stringMatching(/refuses static@lab\.example as/) });
    expect(refused?.detail).toMatch(/smtp_from of OCA’s module mail_outbound_static/);
    expect(refused?.detail).toMatch(/from_filter, default From and bounce address change nothing/);
    expect(refused?.remedies.map(({ id }) => id)).toEqual(['sender.smtp-user']);
  },
);

test('an address that the server takes is told as taken, although it refuses the senders that Odoo would choose', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'sender' });
  await world.database.query(`${columns}; update ir_mail_server set smtp_from = 'odoo@acme.example'`);

  expect((await runCause(await world.checkContext(), senderCause)).get('sender.accepted server:1')).toMatchObject({
    status: 'ok',
    summary: expect.stringContaining('takes odoo@acme.example'),
  });
});

test('odoo.conf’s smtp_from counts where the module is installed, and nowhere else', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  await appendFile(
    world.config,
    '\n[options]\nsmtp_from = conf@lab.example\nsmtp_domain_whitelist = a.example, b.example\n',
  );
  await expect(world.checkContext().then(measureRoutingFacts)).resolves.toMatchObject({ staticFrom: null });
  await world.database.query(
    `insert into ir_module_module (name, state, latest_version) values ('mail_outbound_static', 'installed', '17.0.1.0.0')`,
  );
  await expect(world.checkContext().then(measureRoutingFacts)).resolves.toMatchObject({
    staticFrom: { address: 'conf@lab.example', keptDomains: ['a.example', 'b.example'] },
  });
});
