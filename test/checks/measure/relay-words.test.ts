import { expect, test } from 'vitest';
import { adviseOn, nameLines } from '../../../source/checks/measure/relay-words.ts';
import { readConfiguration } from '../../../source/target/odoo-conf/conf-settings.ts';

test('keys of odoo.conf are told with their lines, and what is not there as that', () => {
  const text = '[options]\nsmtp_server = mail.example\n\nsmtp_user = odoo\n';
  const { settings } = readConfiguration({ path: '/etc/odoo.conf', text, faults: [] });
  expect(nameLines(settings, ['smtp_server', 'smtp_user', 'smtp_password', 'smtp_ssl'])).toBe(
    'smtp_server (line 2), smtp_user (line 4), smtp_password (not there), smtp_ssl (not there)',
  );
});

test('advice about a form stays for a server of the list, and leads to odoo.conf for its own', () => {
  const advice = 'Enter it in Password of the outgoing mail server.';
  expect(adviseOn({ server: null }, advice)).toBe('Enter it in smtp_password of odoo.conf.');
});
