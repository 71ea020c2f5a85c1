import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runProbeSmtp } from '../../source/cli/verbs/probe/probe-smtp.ts';
import { breakAt } from '../services/smtp/sessions.ts';
import { certificateHost, createCertificates } from '../support/certificates.ts';
import { captureContext } from '../support/command-context.ts';
import { serveZones } from '../support/dns.ts';
import { say, startScriptedSmtp } from '../support/scripted-smtp.ts';

const { good, authority } = createCertificates(new Date());

const writeConfig = async (certificates: string | undefined): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'choose-trust-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const caFile = join(folder, 'ca.pem');
  if (certificates !== undefined) await writeFile(caFile, certificates);
  const config = join(folder, 'odoo.conf');
  await writeFile(config, `[options]\ndb_name = acme\n[odoo_mail_doctor]\nca_file = ${caFile}\n`);
  return config;
};

/** A strict handshake with a server whose certificate descends from the tests' own authority. */
const shakeHands = async (config: string | undefined) => {
  await using server = await startScriptedSmtp(breakAt('rcpt', [say('250 ok')], good));
  const dns = await serveZones({ [certificateHost]: { A: ['127.0.0.1'] } });
  const { context, output } = captureContext({
    format: 'json',
    resolver: `127.0.0.1:${dns.port}`,
    ...(config === undefined ? {} : { config }),
  });
  await runProbeSmtp(context, {
    target: `${certificateHost}:${server.port}`,
    from: [],
    to: [],
    helo: 'client.example.test',
    tls: 'starttls_strict',
  });
  return JSON.parse(output());
};

test('the authorities in ca_file of the given odoo.conf are trusted', async () => {
  expect(await shakeHands(await writeConfig(authority))).toMatchObject({ failure: null });
});

test('without it they are not', async () => {
  expect(await shakeHands(undefined)).toMatchObject({ failure: { kind: 'tls' } });
});

test('a ca_file that cannot be read is said', async () => {
  await expect(shakeHands(await writeConfig(undefined))).rejects.toThrow('cannot be read');
});
