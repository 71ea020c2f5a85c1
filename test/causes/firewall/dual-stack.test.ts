import { expect, test } from 'vitest';
import { firewallCause } from '../../../source/causes/firewall/index.ts';
import { runCause } from '../../support/run-cause.ts';
import { openSickWorld } from '../../support/sick-world.ts';

test('of a name with both kinds of address, the IPv4 failure that Odoo does not store is named', async () => {
  const host = 'dual.acme.example';
  // 2001:db8::/32 is for documentation: no machine has a way to it, or nobody answers there.
  const zones = { [host]: { A: ['127.0.0.1'], AAAA: ['2001:db8::25'] } };
  const world = await openSickWorld({ series: 18, scenario: 'healthy', zones });
  await world.database.query(`update ir_mail_server set smtp_host = $1, smtp_port = $2 where id = 1`, [
    host,
    world.zoo.smtpPort('closed'),
  ]);
  const port = (await runCause(await world.checkContext({ timeout: 2.5 }), firewallCause)).get(
    'firewall.port server:1',
  );
  expect(port).toMatchObject({ status: 'fail' });
  const outcomes = JSON.stringify(port?.evidence);
  expect(outcomes).toContain('127.0.0.1');
  if (outcomes.includes('ENETUNREACH')) expect(port?.detail).toContain('what is to be mended is IPv4 (127.0.0.1: ref');
});
