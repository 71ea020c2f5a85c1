import { describe, expect, test } from 'vitest';
import {
  describeUnknownColumns,
  findMailModules,
  isKnownColumn,
  type MailTable,
  mailModules,
  type UnknownColumn,
} from '../../../source/domain/odoo/mail-modules.ts';

test('every module is listed once', () => {
  expect(new Set(mailModules.map(({ name }) => name)).size).toBe(mailModules.length);
});

test.each<[MailTable, string, boolean]>([
  ['mail_mail', 'failure_reason', true],
  ['mail_mail', 'mailing_id', true],
  ['mail_mail', 'email_bcc', true],
  ['mail_mail', 'smtp_from', false],
  ['mail_mail', 'x_studio_note', false],
  ['ir_mail_server', 'google_gmail_uri', true],
  ['ir_mail_server', 'owner_user_id', true],
  ['ir_mail_server', 'smtp_from', true],
  ['ir_mail_server', 'run_as_queue_job', false],
  ['ir_mail_server', 'my_gmail', false],
  ['ir_cron', 'numbercall', true],
  ['ir_cron', 'run_as_queue_job', true],
  ['ir_cron', 'google_gmail_uri', false],
])('%s.%s is known: %s', (table, column, known) => {
  expect(isKnownColumn(table, column)).toBe(known);
});

describe('a module is found', () => {
  const names = (installed: readonly string[], ...columns: readonly string[]): readonly string[] =>
    findMailModules(new Set(installed), (table, column) => columns.includes(`${table}.${column}`)).map(
      ({ name }) => name,
    );

  test('by its name, or by a column of its own', () => {
    expect(names(['mail_tracking', 'sale'])).toEqual(['mail_tracking']);
    expect(names([], 'ir_mail_server.domain_whitelist')).toEqual(['mail_outbound_static']);
    expect(names(['queue_job_cron'], 'ir_cron.run_as_queue_job')).toEqual(['queue_job_cron']);
  });

  test('not by a column of that name in another table', () => {
    expect(names([], 'mail_mail.domain_whitelist', 'ir_cron.active')).toEqual([]);
  });
});

test('unknown columns are told with where they are from, those of one origin together', () => {
  const unknown = (table: MailTable, column: string, origin: UnknownColumn['origin']): UnknownColumn => ({
    table,
    column,
    origin,
  });
  const mine = { kind: 'modules', names: ['my_mail'] } as const;
  expect(
    describeUnknownColumns([
      unknown('ir_mail_server', 'region', mine),
      unknown('mail_mail', 'x_studio_note', { kind: 'by-hand' }),
      unknown('ir_mail_server', 'zone', mine),
      unknown('mail_mail', 'region', mine),
      unknown('ir_cron', 'a', { kind: 'modules', names: ['one', 'two'] }),
      unknown('ir_cron', 'old', { kind: 'no-field' }),
      unknown('ir_mail_server', 'x_foo', { kind: 'not-told' }),
    ]),
  ).toEqual([
    'Columns region, zone on ir_mail_server are from the module my_mail, which this program does not know.',
    'Column x_studio_note on mail_mail is from a field that somebody made by hand (Odoo Studio, or the list of fields in developer mode).',
    'Column region on mail_mail is from the module my_mail, which this program does not know.',
    'Column a on ir_cron is from the modules one, two, which this program does not know.',
    'Column old on ir_cron is in none of Odoo’s fields, and not known to this program.',
    'Column x_foo on ir_mail_server is from a module this program does not know.',
  ]);
  const many = Array.from({ length: 8 }, (_, index) => unknown('ir_cron', `c${index}`, mine));
  expect(describeUnknownColumns(many)).toEqual([
    'Columns c0, c1, c2, c3, c4, c5 and 2 more on ir_cron are from the module my_mail, which this program does not know.',
  ]);
});
