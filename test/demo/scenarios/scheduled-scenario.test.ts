import { describe, expect, test, vi } from 'vitest';
import { createDemoDatabase, outerSeries } from '../../support/postgres.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

describe.each(outerSeries)('scheduled on Odoo %i', (series) => {
  test('holds mails back until tomorrow, as text or as a moment', async () => {
    const database = await createDemoDatabase({ series, scenario: 'scheduled' });
    const [held] = await database.query(
      `select count(*)::int, pg_typeof(min(scheduled_date))::text as type,
         bool_and(scheduled_date::text ~ '^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$') as whole,
         bool_and(scheduled_date::timestamp > $1::timestamp + interval '12 hours') as ahead
       from mail_mail where scheduled_date is not null`,
      [database.now.toISOString().slice(0, 19)],
    );
    const type = series <= 15 ? 'text' : 'timestamp without time zone';
    expect(held).toEqual({ count: 48, type, whole: true, ahead: true });
  });
});

describe.each(outerSeries.filter((series) => series >= 16))(
  'scheduled on Odoo %i, which schedules messages,',
  (series) => {
    test('has messages whose followers are told tomorrow, without a mail yet', async () => {
      const database = await createDemoDatabase({ series, scenario: 'scheduled' });
      const [later] = await database.query(
        `select count(*)::int, bool_and(schedule.scheduled_datetime > $1::timestamp + interval '12 hours') as ahead,
         bool_or(exists (select from mail_mail where mail_message_id = schedule.mail_message_id)) as mailed,
         bool_or(exists (select from mail_notification n where n.mail_message_id = schedule.mail_message_id)) as told,
         bool_and(exists (select from ir_cron_trigger where call_at = schedule.scheduled_datetime)) as called
       from mail_message_schedule as schedule`,
        [database.now.toISOString().slice(0, 19)],
      );
      expect(later).toEqual({ count: 12, ahead: true, mailed: false, told: false, called: true });
    });
  },
);

describe.each(outerSeries.filter((series) => series >= 18))('scheduled on Odoo %i, which posts later,', (series) => {
  test('has messages that users want posted tomorrow', async () => {
    const database = await createDemoDatabase({ series, scenario: 'scheduled' });
    const [later] = await database.query(
      `select count(*)::int, bool_and(scheduled_date > $1::timestamp + interval '12 hours') as ahead from mail_scheduled_message`,
      [database.now.toISOString().slice(0, 19)],
    );
    expect(later).toEqual({ count: 5, ahead: true });
  });
});
