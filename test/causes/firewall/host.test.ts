import { describe, expect, test } from 'vitest';
import { correctHost } from '../../../source/causes/firewall/correct-host-remedy.ts';
import { describeLastDot } from '../../../source/causes/firewall/host-name-check.ts';
import { firewallCause } from '../../../source/causes/firewall/index.ts';
import { readTexts } from '../../changes/plans.ts';
import { mend } from '../../support/mend.ts';
import { outerSeries } from '../../support/postgres.ts';
import { complaintsOf, runCause } from '../../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../../support/sick-world.ts';

const subject = 'server:1';
const right = 'smtp.acme.example';

const setHost = (world: SickWorld, host: string) =>
  world.database.query(`update ir_mail_server set smtp_host = $1, smtp_port = $2 where id = 1`, [
    host,
    world.zoo.smtpPort('good'),
  ]);

const openWorld = (series: 18 | (typeof outerSeries)[number] = 18) =>
  openSickWorld({ series, scenario: 'healthy', zones: { [right]: { A: ['127.0.0.1'] } } });

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a host with a port in it is no host name, is not said to be missing in DNS, and is corrected with what is meant', async () => {
    const world = await openWorld(series);
    await setHost(world, `${right}:587`);
    const context = await world.checkContext();
    const found = await runCause(context, firewallCause);
    expect(complaintsOf(found)).toEqual(['firewall.name server:1: fail']);
    const name = found.get('firewall.name server:1');
    expect(name).toMatchObject({ owner: 'odoo', remedies: [{ id: 'firewall.host', subject }] });
    expect(name?.summary).toContain(`“${right}:587” is no host name: it holds a port (587).`);
    expect(JSON.stringify([...found])).not.toContain('does not exist in DNS');
    const [host, port, encryption] = await correctHost.inputs(context, subject);
    expect([host?.suggestion, port?.suggestion]).toEqual([right, '587']);
    const texts = {
      host: host?.suggestion ?? '',
      port: String(world.zoo.smtpPort('good')),
      encryption: encryption?.suggestion ?? '',
    };
    const look = () => readTexts(world.database, 'ir_mail_server');
    const { findings } = await mend(world, { cause: firewallCause, remedy: correctHost, subject, texts, look });
    expect(complaintsOf(findings)).toEqual([]);
  });
});

test('a host with a blank at its end is quoted, and no session tells of DNS', async () => {
  const world = await openWorld();
  await setHost(world, `${right} `);
  const found = await runCause(await world.checkContext(), firewallCause);
  expect(found.get('firewall.name server:1')?.summary).toContain(`“${right} ” is no host name: it ends with a blank.`);
});

test('what is no host name either, or does not take mail, is not saved', async () => {
  const world = await openWorld();
  await setHost(world, `https://${right}`);
  const plan = async (host: string, port = world.zoo.smtpPort('good')) =>
    correctHost.plan(await world.checkContext(), {
      subject,
      values: { texts: { host, port: String(port), encryption: 'none' }, secrets: {} },
    });
  await expect(plan('smtp. acme.example')).rejects.toThrow('Nothing was saved: “smtp. acme.example” is no host name');
  await expect(plan(right, world.zoo.smtpPort('closed'))).rejects.toThrow('Nothing was saved');
});

test.each([
  ['starttls', `${right}.`, /some servers end the connection/],
  ['ssl', `${right}.`, /some servers/],
  ['ssl_strict', `${right}.`, /no certificate holds such a name/],
  ['none', `${right}.`, undefined],
  ['starttls', right, undefined],
] as const)('with %s, %s: the dot at the end goes out as the server name of TLS', (tls, host, words) => {
  const said = describeLastDot({ host, tls, title: 'Office' });
  if (words === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(words);
});

test('a dot at the end of a name that leads to a server is a warning with a remedy where TLS is used', async () => {
  const world = await openWorld();
  await setHost(world, `${right}.`);
  await world.database.query(`update ir_mail_server set smtp_encryption = 'starttls' where id = 1`);
  const name = (await runCause(await world.checkContext(), firewallCause)).get('firewall.name server:1');
  expect(name).toMatchObject({ status: 'warn', remedies: [{ id: 'firewall.host' }] });
});
