import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '../../../source/domain/secret.ts';
import { beatenKeys, overlaySettings } from '../../../source/target/odoo-conf/command-line-settings.ts';
import { readConfiguration } from '../../../source/target/odoo-conf/conf-settings.ts';

const text = '[options]\nsmtp_server = file.example\nsmtp_port = 25\nsmtp_user = file\nfrom_filter = file.example\n';
const { settings } = readConfiguration({ path: '/etc/odoo.conf', text, faults: [] });

test('what the command line says beats the file, and the rest of the file stands', () => {
  const said = {
    smtpServer: 'argv.example',
    smtpStartTls: true,
    proxyMode: true,
    smtpPassword: new Secret('canary'),
    emailFrom: 'odoo@argv.example',
    fromFilter: 'one.example, two.example,',
  } as const;
  const overlaid = overlaySettings(settings, said, 'the command line of Odoo (process 7)');

  expect(overlaid.smtpServer).toEqual({
    value: 'argv.example',
    origin: { kind: 'flag', name: 'the command line of Odoo (process 7)' },
  });
  expect(overlaid.smtpPort.value).toBe(25);
  expect(overlaid.smtpUser).toMatchObject({ value: 'file', origin: { kind: 'file', line: 4 } });
  expect(overlaid.smtpStartTls.value).toBe(true);
  expect(overlaid.proxyMode.value).toBe(true);
  expect(overlaid.smtpPassword.value?.reveal()).toBe('canary');
  expect(overlaid.fromFilter.value).toEqual(['one.example', 'two.example']);
  expect(`${JSON.stringify(overlaid)}${inspect(overlaid, { depth: 9 })}`).not.toContain('canary');
  expect([...beatenKeys(said)]).toEqual([
    ['smtp_server', '--smtp'],
    ['smtp_ssl', '--smtp-ssl'],
    ['proxy_mode', '--proxy-mode'],
    ['smtp_password', '--smtp-password'],
    ['email_from', '--email-from'],
    ['from_filter', '--from-filter'],
  ]);
});

test('a command line that says nothing about mail changes nothing', () => {
  expect(overlaySettings(settings, {}, '')).toEqual(settings);
  expect(beatenKeys({}).size).toBe(0);
});
