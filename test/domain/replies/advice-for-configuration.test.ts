import { expect, test } from 'vitest';
import { adviseConfiguration } from '../../../source/domain/replies/advice-for-configuration.ts';
import { authenticationClasses } from '../../../source/domain/replies/classes/authentication-classes.ts';

test.each([
  [
    'enter both in Settings > Technical > Outgoing Mail Servers, fields Username and Password.',
    'enter both in smtp_user and smtp_password of odoo.conf.',
  ],
  [
    'enter it in Password of the outgoing mail server, or choose Gmail OAuth Authentication in Authenticate with.',
    'enter it in smtp_password of odoo.conf; OAuth needs a mail server of Odoo’s own list.',
  ],
  [
    'Fill Username (the full address) and Password (an app password) of the outgoing mail server.',
    'Fill smtp_user (the full address) and smtp_password (an app password) of odoo.conf.',
  ],
  ['Set Connection Encryption to TLS (STARTTLS) on port 587.', 'Set smtp_ssl to True (STARTTLS) on port 587.'],
  ['Wait some minutes.', 'Wait some minutes.'],
])('%s', (advice, told) => {
  expect(adviseConfiguration(advice)).toBe(told);
});

test('no advice about a login leads to a menu for the server of odoo.conf', () => {
  const all = Object.values(authenticationClasses).flatMap((facts) => [
    facts.advice,
    ...('adviceFrom' in facts ? Object.values<string>(facts.adviceFrom) : []),
  ]);
  for (const advice of all) expect(adviseConfiguration(advice)).not.toMatch(/outgoing mail servers?\b/i);
});
