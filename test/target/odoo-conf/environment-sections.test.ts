import { expect, test } from 'vitest';
import { readEnvironmentSections } from '../../../source/target/odoo-conf/environment-sections.ts';
import { parseIni } from '../../../source/target/odoo-conf/ini.ts';

const text = `[options]
db_name = acme
[outgoing_mail]
smtp_host = all.example
smtp_pass = canary-all
[outgoing_mail.Our Office]
SMTP_HOST = 100%%.example
smtp_pass = canary-own
[outgoing_mailbox]
smtp_host = none.example
[ir.config_parameter]
mail.catchall.domain = acme.example
google_gmail_client_secret = canary-parameter
`;

test('the sections of server_environment are told by server, without secrets, and percent signs as they are meant', () => {
  const environment = readEnvironmentSections(parseIni(text), '/etc/odoo.conf');

  expect(environment.outgoing).toEqual(
    new Map([
      ['', new Map([['smtp_host', { value: 'all.example', line: 4 }]])],
      ['Our Office', new Map([['smtp_host', { value: '100%.example', line: 7 }]])],
    ]),
  );
  expect(environment.parameters.get('mail.catchall.domain')).toEqual({ value: 'acme.example', line: 12 });
  expect(environment.parameters.get('google_gmail_client_secret')).toEqual({ value: '', line: 13 });
});
