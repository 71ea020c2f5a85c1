import { describe, expect, test } from 'vitest';
import { healthyZones } from '../../../source/demo/dns/zones.ts';
import { serveZones } from '../../support/dns.ts';
import { outerSeries } from '../../support/postgres.ts';
import type { BehaviourName } from '../smtp/start-behaviour.ts';
import { startBehaviour } from '../smtp/start-behaviour.ts';
import { createSmallOdoo, type ServerToAdd } from './small-odoo.ts';
import { runOnce, startRunner, waitForRun } from './start-runner.ts';

const login = { user: 'info@acme.example', password: 'wrong' };
const badLogin =
  '5.7.8 Username and Password not accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials - gsmtp';

interface Outage {
  readonly server: BehaviourName;
  readonly how?: Omit<ServerToAdd, 'port'>;
  /** What is stored until 17, and since 18 unless that is said apart. */
  readonly stored: string;
  readonly since18?: string;
}

const outages: readonly Outage[] = [
  { server: 'closed', stored: '111\nConnection refused' },
  { server: 'silent', stored: 'timed out' },
  { server: 'mute', stored: 'Connection unexpectedly closed: timed out' },
  { server: 'bad-login', how: login, stored: `535\n${badLogin}`, since18: `535\nb'${badLogin}'` },
  {
    server: 'rate-421',
    stored: '421\n4.7.0 Too many connections from your IP, try again later',
    since18: "421\nb'4.7.0 Too many connections from your IP, try again later'",
  },
  { server: 'plain', how: { encryption: 'starttls' }, stored: 'STARTTLS extension not supported by server.' },
  {
    server: 'good',
    how: { encryption: 'ssl' },
    stored: '1\n[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)',
  },
  { server: 'implicit-tls', stored: 'Connection unexpectedly closed: timed out' },
  { server: 'drops-mid-session', how: login, stored: 'SMTP AUTH extension not supported by server.' },
];

describe.each(outerSeries)('Odoo %i', (series) => {
  test('every kind of outage is stored in the words of the version', { timeout: 90_000 }, async () => {
    const odoo = await createSmallOdoo(series);
    const mails: [mail: number, outage: Outage][] = [];
    for (const outage of outages) {
      const { port } = await startBehaviour(outage.server);
      const serverId = await odoo.addServer({ port, ...outage.how });
      mails.push([await odoo.queueMail({ emailTo: 'ann@customer.example', serverId }), outage]);
    }
    await startRunner(odoo);
    await waitForRun(odoo);

    for (const [mail, { server, stored, since18 }] of mails) {
      const reason = series >= 18 ? (since18 ?? stored) : stored;
      const expected = { state: 'exception', failure_reason: reason, failure_type: null };
      expect(await odoo.readMail(mail), server).toEqual(expected);
    }
  });

  test('one outage makes the whole group fail, and its notifications with it', async () => {
    const { port } = await startBehaviour('closed');
    const odoo = await createSmallOdoo(series);
    await odoo.addServer({ port });
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const first = await odoo.queueMail({ partners: [ann] });
    const second = await odoo.queueMail({ emailTo: 'bob@customer.example' });

    expect(await runOnce(odoo, first)).toMatchObject({ state: 'exception' });

    expect(await odoo.readMail(second)).toMatchObject({ state: 'exception' });
    const failureType = series <= 14 ? 'SMTP' : 'mail_smtp';
    expect(await odoo.readNotifications(first)).toEqual([
      { partner: ann, status: 'exception', failure_type: failureType, failure_reason: null },
    ]);
  });
});

test('host names are looked up in the DNS of the demo', async () => {
  const dns = await serveZones(healthyZones);
  const good = await startBehaviour('good');
  const odoo = await createSmallOdoo(18);
  const known = await odoo.addServer({ port: good.port, host: 'smtp.acme.example' });
  const unknown = await odoo.addServer({ port: good.port, host: 'smtp.typo.example' });
  const sent = await odoo.queueMail({ emailTo: 'ann@customer.example', serverId: known });
  const failed = await odoo.queueMail({ emailTo: 'ann@customer.example', serverId: unknown });

  expect(await runOnce(odoo, sent, { resolver: `127.0.0.1:${dns.port}` })).toMatchObject({ state: 'sent' });

  expect(await odoo.readMail(failed)).toMatchObject({ failure_reason: '-2\nName or service not known' });
});

test('the strict modes of Odoo 19 look at the certificate, the others do not', async () => {
  const expired = await startBehaviour('expired');
  const odoo = await createSmallOdoo(19);
  const lax = await odoo.addServer({ port: expired.port, encryption: 'starttls' });
  const strict = await odoo.addServer({ port: expired.port, encryption: 'starttls_strict' });
  const sent = await odoo.queueMail({ emailTo: 'ann@customer.example', serverId: lax });
  const failed = await odoo.queueMail({ emailTo: 'ann@customer.example', serverId: strict });

  expect(await runOnce(odoo, sent)).toMatchObject({ state: 'sent' });

  expect(await odoo.readMail(failed)).toMatchObject({
    failure_reason:
      '1\n[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)',
  });
});

test('an archived server that a mail names is refused since 16 and used before', async () => {
  const good = await startBehaviour('good');
  for (const series of [14, 16] as const) {
    const odoo = await createSmallOdoo(series);
    const archived = await odoo.addServer({ port: good.port, active: false });
    const mail = await odoo.queueMail({ emailTo: 'ann@customer.example', serverId: archived });
    const reason = `The server "Port ${good.port}" cannot be used because it is archived.`;
    expect(await runOnce(odoo, mail)).toMatchObject(
      series === 14 ? { state: 'sent' } : { state: 'exception', failure_reason: reason },
    );
  }
});

test('without any server at all a mail says that there is none', async () => {
  const odoo = await createSmallOdoo(18);
  const mail = await odoo.queueMail({ emailTo: 'ann@customer.example' });
  expect(await runOnce(odoo, mail)).toMatchObject({
    failure_reason:
      'Missing SMTP Server\nPlease define at least one SMTP server, or provide the SMTP parameters explicitly.',
  });
});
