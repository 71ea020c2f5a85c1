import { describe, expect, test } from 'vitest';
import { adviseOn, nameLines, notReached, sentences, whereSet } from '../../../source/checks/measure/relay-words.ts';
import { readConfiguration } from '../../../source/target/odoo-conf/conf-settings.ts';
import { buildServer } from '../../domain/routing/build-facts.ts';
import { replyOf } from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const text = '[options]\nsmtp_server = mail.example\n\nsmtp_user = odoo\n';
const { settings } = readConfiguration({ path: '/etc/odoo.conf', text, faults: [] });

test('keys of odoo.conf are told with their lines, and what is not there as that', () => {
  expect(nameLines(settings, ['smtp_server', 'smtp_user', 'smtp_password', 'smtp_ssl'])).toBe(
    'smtp_server (line 2), smtp_user (line 4), smtp_password (not there), smtp_ssl (not there)',
  );
});

describe('where a server is set up', () => {
  const places = (configuration: string | undefined) =>
    ({ odoo: { version: { series: 18 } }, target: { configuration, settings } }) as const;
  const inConf = buildServer({ id: 1, name: 'Office', authentication: 'cli' });
  test.each([
    ['in the file for odoo.conf’s', null, '/etc/odoo.conf', 'Set in /etc/odoo.conf: smtp_user (line 4).'],
    [
      'in the file for a row that takes it from there',
      inConf,
      '/etc/odoo.conf',
      'Set in /etc/odoo.conf: smtp_user (line 4).',
    ],
    ['in a file that was not found', null, undefined, 'Set in odoo.conf: smtp_user (line 4).'],
    [
      'in Odoo for a row',
      buildServer({ id: 1, name: 'Office' }),
      '/etc/odoo.conf',
      'Set under Settings → Technical → Email → Outgoing Mail Servers (developer mode) → Office.',
    ],
  ])('%s', (_, server, configuration, words) => {
    expect(whereSet(places(configuration), { server }, ['smtp_user'])).toBe(words);
  });
});

test('advice about a form stays for a server of the list, and leads to odoo.conf for its own', () => {
  const advice = 'Enter it in Password of the outgoing mail server.';
  expect(adviseOn({ server: null }, advice)).toBe('Enter it in smtp_password of odoo.conf.');
  expect(adviseOn({ server: buildServer({ id: 1 }) }, advice)).toBe(advice);
});

test('a detail is made of the sentences that there are', () => {
  expect(sentences('One.', undefined, '', 'Two.')).toBe('One. Two.');
  expect(sentences(undefined, '')).toBe('');
});

describe('what a session did not come to is unknown', () => {
  test('and a consequence of what ended it', () => {
    const reply = replyOf('auth', '535 5.7.8 Bad password');
    const session = relaySession({ report: { failure: { kind: 'reply', stage: 'auth', reply } } });
    expect(notReached(session, 'The size')).toMatchObject({
      subject: 'server:1',
      status: 'unknown',
      consequenceOf: 'credentials',
      summary: 'The size of Office (mail.example.com:587) could not be tried: What the session itself said.',
    });
  });

  test('and nothing more where nothing ended it', () => {
    expect(notReached(relaySession(), 'The size')).not.toHaveProperty('consequenceOf');
  });
});
