import { expect, test } from 'vitest';
import { findMailRecords } from '../../../source/domain/odoo/log-mails.ts';
import { countTroubles } from '../../../source/domain/odoo/log-troubles.ts';
import { parseLog } from '../../../source/domain/odoo/odoo-log.ts';

const mails = 'odoo.addons.mail.models.mail_mail';
const line = (message: string, { database = 'acme', logger = mails } = {}): string =>
  `2026-11-28 12:00:00,000 7 INFO ${database} ${logger}: ${message} `;
const mail = { id: 42, messageIdHeader: '<1.2.x@host>', database: 'acme' };

test.each<[string, boolean, string, object?]>([
  ['13 to 18 sent it', true, "Mail with ID 42 and Message-Id '<other>' successfully sent"],
  [
    '19 sent it',
    true,
    "Mail (mail.mail) with ID 42 and Message-Id '<other>' from 'a' to (redacted) b successfully sent",
  ],
  ['it failed', true, 'failed sending mail (id: 42) due to x'],
  ['by its record', true, 'Exception while processing mail.mail(42,)'],
  ['by its Message-ID', true, 'Ignoring invalid recipients for mail.mail <1.2.x@host>: b'],
  ['by its Message-ID, whoever speaks', true, 'sent <1.2.x@host>', { logger: 'odoo.addons.x' }],
  ['by its Message-ID in what follows', true, 'failed\nTraceback <1.2.x@host>'],
  ['of no database', true, 'failed sending mail (id: 42) due to x', { database: '?' }],
  ['another mail', false, 'failed sending mail (id: 421) due to x'],
  ['a longer number', false, 'failed sending mail (id: 142) due to x'],
  ['another database', false, 'failed sending mail (id: 42) due to x', { database: 'other' }],
  ['another record of that number', false, 'unlink of records with ID 42', { logger: 'odoo.models.unlink' }],
  ['no mail at all', false, 'Sent batch 42 emails'],
])('of a log, a line about the mail: %s', (_title, isAbout, message, where = {}) => {
  expect(findMailRecords(parseLog(line(message, where)), mail)).toHaveLength(isAbout ? 1 : 0);
});

test('without an id or a Message-ID the other tells, and of many the newest are kept in order', () => {
  const log = parseLog([line('failed sending mail (id: 42)'), line('<1.2.x@host>')].join('\n'));
  expect(findMailRecords(log, { ...mail, id: null })).toHaveLength(1);
  expect(findMailRecords(log, { ...mail, messageIdHeader: null })).toHaveLength(1);
  expect(findMailRecords(log, { ...mail, messageIdHeader: '' })).toHaveLength(1);
  const many = parseLog(
    Array.from({ length: 20 }, (_, index) => line(`failed sending mail (id: 42) ${index}`)).join('\n'),
  );
  expect(findMailRecords(many, mail).map(({ message }) => message.trim().split(' ').at(-1))).toEqual([
    '12',
    '13',
    '14',
    '15',
    '16',
    '17',
    '18',
    '19',
  ]);
});

test('tracebacks are counted by the module in which they ended, most first', () => {
  const trace = (...paths: readonly string[]): string =>
    [
      'Traceback (most recent call last):',
      ...paths.map((path) => `  File "${path}", line 9, in f`),
      'ValueError: x',
    ].join('\n');
  const own = '/opt/odoo/addons/mail/models/mail_mail.py';
  const log = [
    line(`a\n${trace('/opt/odoo/odoo/models.py', own)}`),
    line(`b\n${trace(own, '/opt/custom-addons/shop/x.py', '/usr/lib/python3/smtplib.py')}`),
    line(`c\n${trace(own, '/opt/odoo/odoo/addons/base/models/ir_cron.py')}`),
    line(`d\n${trace('/opt/odoo/odoo/models.py')}`),
    line('e\nno traceback'),
    line(`f\n${trace(own)}`, { database: 'other' }),
  ].join('\n');
  expect(countTroubles(parseLog(log), 'acme').tracebacks).toEqual([
    { module: 'mail', count: 2, lastAt: new Date('2026-11-28T12:00:00Z') },
    { module: 'shop', count: 1, lastAt: new Date('2026-11-28T12:00:00Z') },
    { module: 'odoo', count: 1, lastAt: new Date('2026-11-28T12:00:00Z') },
  ]);
});

test('that scheduled actions passed the database over is counted, with the last reason', () => {
  const skip = (name: string, why: string): string =>
    line(`Skipping database ${name} ${why}.`, { database: '?', logger: 'odoo.addons.base.models.ir_cron' });
  const log = [
    skip('acme', 'because of modules to install/upgrade/remove'),
    skip('acme', 'as its base version is not 17.0.1.3'),
    skip('other', 'because of modules to install/upgrade/remove'),
  ];
  expect(countTroubles(parseLog(log.join('\n')), 'acme').skipped).toEqual({
    at: new Date('2026-11-28T12:00:00Z'),
    count: 2,
    why: 'as its base version is not 17.0.1.3',
  });
  expect(countTroubles(parseLog(log[2] ?? ''), 'acme').skipped).toBeNull();
});
