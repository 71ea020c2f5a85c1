import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { connectByOauth } from '../../source/causes/credentials/connect-by-oauth-remedy.ts';
import { enterPassword } from '../../source/causes/credentials/enter-password-remedy.ts';
import { credentialsCause } from '../../source/causes/credentials/index.ts';
import { usePreset } from '../../source/causes/credentials/use-preset-remedy.ts';
import { allowPort } from '../../source/causes/firewall/allow-port-remedy.ts';
import { askHostingFirm } from '../../source/causes/firewall/ask-hosting-firm-remedy.ts';
import { firewallCause } from '../../source/causes/firewall/index.ts';
import { switchPort } from '../../source/causes/firewall/switch-port-remedy.ts';
import { tlsCause } from '../../source/causes/tls/index.ts';
import { switchMode } from '../../source/causes/tls/switch-mode-remedy.ts';
import type { CheckContext } from '../../source/checks/context.ts';
import { rightPassword } from '../../source/demo/smtp/manners.ts';
import { Secret } from '../../source/domain/secret.ts';
import { readTexts } from '../changes/plans.ts';
import { mend } from '../support/mend.ts';
import { outerSeries } from '../support/postgres.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

const subject = 'server:1';
const user = 'odoo@acme.example';

const servers = (world: SickWorld) => () => readTexts(world.database, 'ir_mail_server');

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a password that the server takes, or a preset with one, mends the login and is taken back', async () => {
    const world = await openSickWorld({ series, scenario: 'credentials' });
    const { plan, findings } = await mend(world, {
      cause: credentialsCause,
      remedy: enterPassword,
      subject,
      texts: { user },
      secrets: { password: new Secret(rightPassword) },
      look: servers(world),
    });
    expect(findings.get('credentials.login server:1')).toMatchObject({ status: 'ok' });
    expect(JSON.stringify(plan)).not.toContain(rightPassword);
    expect(JSON.stringify(plan)).not.toContain('winter-2024');

    const port = String(world.zoo.smtpPort('good'));
    const preset = await mend(world, {
      cause: credentialsCause,
      remedy: usePreset,
      subject,
      texts: { provider: 'sendgrid', port, user: 'apikey' },
      secrets: { password: new Secret('SG.demo') },
      look: servers(world),
    });
    expect(preset.findings.get('credentials.login server:1')).toMatchObject({ status: 'ok' });
    expect(preset.findings.get('credentials.login server:1')?.summary).toContain(`smtp.sendgrid.net:${port}`);
  });

  test('another encryption or port mends the handshake', async () => {
    const world = await openSickWorld({ series, scenario: 'tls' });
    const context = await world.checkContext();
    const suggested = suggestionsOf(await switchMode.inputs(context, subject));
    expect(suggested['encryption']).toBe('starttls');
    const strict = { encryption: 'starttls_strict', port: String(world.zoo.smtpPort('good')) };
    const { findings } = await mend(world, {
      cause: tlsCause,
      remedy: switchMode,
      subject,
      texts: series >= 19 ? strict : suggested,
      look: servers(world),
    });
    expect(findings.get('tls.handshake server:1')).toMatchObject({ status: 'ok' });
    expect(findings.get('tls.certificate server:1')).toMatchObject({ status: 'ok' });
  });

  test('the port that was just seen open is suggested and mends the way out', async () => {
    const world = await openSickWorld({ series, scenario: 'firewall' });
    const context = await world.checkContext({ timeout: 2.5 });
    const open = String(world.zoo.smtpPort('good'));
    const texts = suggestionsOf(await switchPort.inputs(context, subject));
    const { findings } = await mend(world, {
      cause: firewallCause,
      remedy: switchPort,
      subject,
      texts: { ...texts, port: open },
      look: servers(world),
    });
    expect(findings.get('firewall.port server:1')).toMatchObject({ status: 'ok' });
  });
});

const suggestionsOf = (inputs: readonly { readonly name: string; readonly suggestion?: string }[]) =>
  Object.fromEntries(inputs.map(({ name, suggestion = '' }) => [name, suggestion]));

test('a password that the server refuses is not planned', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'credentials' });
  const values = { texts: { user }, secrets: { password: new Secret('wrong-as-well') } };
  const plan = enterPassword.plan(await world.checkContext(), { subject, values });
  await expect(plan).rejects.toThrow('Nothing was saved: smtp.gmail.com');
  await expect(plan).rejects.not.toThrow('wrong-as-well');
});

test('a login of odoo.conf is changed in the file, which comes back byte for byte', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'no-server' });
  const text = await readFile(world.config, 'utf8');
  const closed = String(world.zoo.smtpPort('closed'));
  const port = String(world.zoo.smtpPort('bad-login'));
  await writeFile(world.config, text.replace(closed, port).replace('[options]', '[options]\nsmtp_password = old'));
  const { plan } = await mend(world, {
    cause: credentialsCause,
    remedy: enterPassword,
    subject: 'conf',
    texts: { user },
    secrets: { password: new Secret(rightPassword) },
    look: () => readFile(world.config, 'utf8'),
  });
  expect(plan.byHand).toEqual([expect.objectContaining({ words: expect.stringContaining('Restart Odoo') })]);
  expect(JSON.stringify(plan)).not.toContain(rightPassword);
});

test('OAuth is explained step by step for that version', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'credentials' });
  const values = { texts: {}, secrets: {} };
  const { byHand } = await connectByOauth.plan(await world.checkContext(), { subject, values });
  expect(byHand.map(({ words }) => words).join(' ')).toContain('Connect your Gmail account');
});

test('ufw is asked to let the port out where we are root, else the command is shown', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const port = world.zoo.smtpPort('good');
  const values = { texts: {}, secrets: {} };
  const asRoot = await allowPort.plan(onHost(await world.checkContext(), '0'), { subject, values });
  expect(asRoot.outside).toEqual([
    {
      kind: 'run-command',
      argv: ['ufw', 'allow', 'out', `${port}/tcp`],
      undo: ['ufw', 'delete', 'allow', 'out', `${port}/tcp`],
    },
  ]);
  const asOther = await allowPort.plan(onHost(await world.checkContext(), '1000'), { subject, values });
  expect(asOther.outside).toEqual([]);
  expect(asOther.byHand).toMatchObject([{ copy: `sudo ufw allow out ${port}/tcp` }]);
});

/** A machine with ufw, as that user sees it. */
const onHost = (context: CheckContext, userId: string): CheckContext => ({
  ...context,
  host: {
    kind: 'here',
    roots: { proc: '/proc', etc: '/etc', root: '/' },
    run: (program) => {
      const output = program === 'id' ? userId : 'Status: active\nDefault: deny (incoming), deny (outgoing)\n';
      return Promise.resolve(
        program === 'id' || program === 'ufw' ? { kind: 'ended', status: 0, output, errors: '' } : { kind: 'missing' },
      );
    },
  },
});

test('the letter to the hosting firm says what was measured', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'firewall' });
  const port = world.zoo.smtpPort('silent');
  const values = { texts: {}, secrets: {} };
  const { byHand } = await askHostingFirm.plan(await world.checkContext({ timeout: 2.5 }), { subject, values });
  expect(byHand[0]?.copy).toContain(`smtp.acme.example port ${port}`);
  expect(byHand[0]?.copy).toContain('the packets are dropped on the way out');
});
