import { expect, test } from 'vitest';
import { findLogRecord, type LogQuestion, parseLog, quoteRecord } from '../../../source/domain/odoo/odoo-log.ts';

const log = `  File "cut.py", line 1, in off
2026-11-28 17:24:40,000 7 ERROR acme odoo.addons.mail.models.mail_mail: failed sending mail (id: 41) due to 'x'
2026-11-28 17:24:41,000 7 INFO acme odoo.addons.mail.models.mail_mail: Sent batch 1 emails
2026-11-28 17:24:42,000 7 ERROR acme odoo.addons.mail.models.mail_mail: failed sending mail (id: 42) due to 'bool'
Traceback (most recent call last):
  File "/opt/odoo/mail_mail.py", line 12, in send
    raise it
AttributeError: 'bool' object has no attribute 'rpartition'

\u001b[33m2026-11-28 17:24:43,000\u001b[0m 7 \u001b[1;31mERROR\u001b[0m other odoo.addons.mail.models.mail_mail: failed sending mail (id: 42)
2026-11-28 17:24:44,000 7 WARNING acme odoo.addons.mail.models.mail_mail: something else about mail
2026-11-28 17:24:45,000 7 ERROR acme odoo.addons.base.models.ir_cron: Call from cron Mail for server action #9 failed in Job #3
`;

const question: LogQuestion = {
  from: new Date('2026-11-28T17:24:00Z'),
  to: new Date('2026-11-28T17:25:00Z'),
  database: 'acme',
  about: /mail_mail/,
};

const find = (changes: Partial<LogQuestion>) => findLogRecord(parseLog(log), { ...question, ...changes });

test.each<[string, Partial<LogQuestion>, string | undefined]>([
  ['the one that names the mail', { mailId: 41 }, '41'],
  ['the last with a traceback where none names it', { mailId: 4 }, '42'],
  ['the last with a traceback', {}, '42'],
  ['the last where none has a traceback', { from: new Date('2026-11-28T17:24:43Z') }, 'something else'],
  ['another database’s own', { database: 'other' }, '42'],
  ['nothing before the time', { to: new Date('2026-11-28T17:24:39Z') }, undefined],
  ['nothing of another kind', { about: /payment/ }, undefined],
  ['no mere information', { about: /Sent batch/ }, undefined],
  ['the run of a scheduled action', { about: /ir_cron: .*Job #3\b/ }, 'Job #3'],
])('of a log, %s is found', (_title, changes, words) => {
  const found = find(changes);
  if (words === undefined) expect(found).toBeUndefined();
  else expect(found?.message).toContain(words);
});

test('records keep their time, and the traceback that stands below them', () => {
  const records = parseLog(log);
  expect(records).toHaveLength(6);
  expect(records[2]?.at.toISOString()).toBe('2026-11-28T17:24:42.000Z');
  expect(records[2]?.traceback).toHaveLength(4);
  expect(records[3]).toMatchObject({ pid: 7, level: 'ERROR', database: 'other' });
});

test('a record is quoted with the last place in the code and the exception', () => {
  const [record] = parseLog(log).filter(({ traceback }) => traceback.length > 0);
  expect(record && quoteRecord(record)).toBe(
    `odoo.addons.mail.models.mail_mail: failed sending mail (id: 42) due to 'bool' — File "/opt/odoo/mail_mail.py", line 12, in send — AttributeError: 'bool' object has no attribute 'rpartition'`,
  );
  const long = { ...parseLog(log)[0], message: 'x'.repeat(1_000) };
  expect(
    quoteRecord({ at: new Date(), pid: 1, level: '', database: '', logger: 'l', traceback: [], ...long }),
  ).toHaveLength(300);
});
