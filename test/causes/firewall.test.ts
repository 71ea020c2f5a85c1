import { describe, expect, test } from 'vitest';
import { credentialsCause } from '../../source/causes/credentials/index.ts';
import { firewallCause } from '../../source/causes/firewall/index.ts';
import { tlsCause } from '../../source/causes/tls/index.ts';
import { outerSeries } from '../support/postgres.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

/** Long enough for the comparison to begin, seconds. */
const timeout = 2.5;

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a port that is silent everywhere is blocked, and what lies behind it is a consequence', async () => {
    const world = await openSickWorld({ series, scenario: 'firewall' });
    const context = await world.checkContext({ timeout });
    const started = performance.now();
    const [found, logins, encryption] = await Promise.all([
      runCause(context, firewallCause),
      runCause(context, credentialsCause),
      runCause(context, tlsCause),
    ]);
    // Whoever meets the silent port waits for it at the same time, not one after the other.
    expect(performance.now() - started).toBeLessThan(2 * timeout * 1_000);
    expect(complaintsOf(found)).toEqual(['firewall.port server:1: fail']);
    const port = found.get('firewall.port server:1');
    expect(port).toMatchObject({ explains: 192, owner: 'host' });
    expect(port?.summary).toContain('is blocked');
    expect(logins.get('credentials.login server:1')).toMatchObject({ status: 'unknown', consequenceOf: 'firewall' });
    expect(encryption.get('tls.handshake server:1')).toMatchObject({ status: 'unknown', consequenceOf: 'firewall' });
    expect(logins.get('credentials.login server:2')).toMatchObject({ status: 'ok' });
  });
});

test('a healthy system has nothing to complain of, and no port is tried beside the session', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const context = await world.checkContext();
  const measured: string[] = [];
  const ports = {
    ...context.ports,
    measureMatrix: (...given: Parameters<typeof context.ports.measureMatrix>) => {
      measured.push('matrix');
      return context.ports.measureMatrix(...given);
    },
  };
  const findings = await runCause({ ...context, ports }, firewallCause);
  expect(complaintsOf(findings)).toEqual([]);
  expect(measured).toEqual([]);
});

test('a host that alone is silent is named, and the way out is not blamed', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const silent = world.zoo.smtpPort('silent');
  await world.database.query('update ir_mail_server set smtp_port = $1 where id = 1', [silent]);
  const context = await world.checkContext({ timeout });
  const references = [{ host: 'relay-a.reference.example', port: world.zoo.smtpPort('good') }];
  const target = { ...context.target, matrix: { ...context.target.matrix, references } };
  const findings = await runCause({ ...context, target }, firewallCause);
  expect(findings.get('firewall.port server:1')).toMatchObject({ status: 'fail' });
  expect(findings.get('firewall.port server:1')?.summary).not.toContain('is blocked');
});

test('a refused port is never called blocked', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const closed = world.zoo.smtpPort('closed');
  await world.database.query('update ir_mail_server set smtp_port = $1 where id = 1', [closed]);
  const findings = await runCause(await world.checkContext(), firewallCause);
  expect(complaintsOf(findings)).toEqual(['firewall.port server:1: fail']);
  expect(findings.get('firewall.port server:1')).toMatchObject({ owner: 'odoo' });
  expect(findings.get('firewall.port server:1')?.summary).toContain('nothing is blocked');
});

test('a host name that does not exist fails', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query(`update ir_mail_server set smtp_host = 'smpt.acme.example' where id = 1`);
  const findings = await runCause(await world.checkContext(), firewallCause);
  expect(complaintsOf(findings)).toEqual(['firewall.name server:1: fail']);
  expect(findings.get('firewall.name server:1')?.summary).toContain('look for a typing error');
});

test('DNS that does not answer says nothing about the servers', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const resolver = `127.0.0.1:${world.zoo.smtpPort('closed')}`;
  const context = await world.checkContext({ resolver, timeout: 1 });
  const findings = await runCause(context, firewallCause);
  expect(complaintsOf(findings)).toEqual([]);
  expect(findings.get('firewall.name server:1')).toMatchObject({ status: 'unknown', owner: 'host' });
  const logins = await runCause(context, credentialsCause);
  expect(logins.get('credentials.login server:1')).toMatchObject({ status: 'unknown', consequenceOf: 'firewall' });
});

test('a rule of this machine that rejects the port is found where Odoo runs here', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const closed = world.zoo.smtpPort('closed');
  await world.database.query('update ir_mail_server set smtp_port = $1 where id = 1', [closed]);
  const rules = `-P OUTPUT ACCEPT\n-A OUTPUT -p tcp -m tcp --dport ${closed} -j REJECT\n`;
  const context = await world.checkContext();
  const findings = await runCause(
    {
      ...context,
      host: {
        kind: 'here',
        roots: { proc: '/proc', etc: '/etc', root: '/nowhere' },
        run: (program) =>
          Promise.resolve(
            program === 'iptables' ? { kind: 'ended', status: 0, output: rules, errors: '' } : { kind: 'missing' },
          ),
      },
    },
    firewallCause,
  );
  expect(findings.get('firewall.local server:1')).toMatchObject({ status: 'fail', owner: 'host' });
  expect(findings.get('firewall.local server:1')?.detail).toContain(`--dport ${closed}`);
});

test('mails that failed because a server was not reached wait for a retry once it is', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'firewall' });
  await world.database.query('update ir_mail_server set smtp_port = $1 where id = 1', [world.zoo.smtpPort('good')]);
  const findings = await runCause(await world.checkContext(), firewallCause);
  expect(complaintsOf(findings)).toEqual(['firewall.stored server:1: warn']);
  expect(findings.get('firewall.stored server:1')).toMatchObject({ explains: 187 });
});
