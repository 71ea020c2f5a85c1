import { describe, expect, test } from 'vitest';
import type { Odoo } from '../../../source/services/odoo/odoo.ts';
import { feeders } from '../../../source/services/odoo/read-feeders.ts';
import { openDemo } from './open.ts';

/** What this Odoo says of each, by what waits; those that it has no tables for are left out. */
const countAll = async (odoo: Odoo): Promise<Readonly<Record<string, unknown>>> => {
  const counted = await Promise.all(
    feeders.map(async (feeder) => [feeder.one, await odoo.feederBacklog(feeder)] as const),
  );
  return Object.fromEntries(counted.filter(([, backlog]) => backlog !== undefined));
};

const whole = { next: null, complete: true };

describe('what waits for a scheduled action', () => {
  test('is counted in each table that is there, as the action itself would look for it', async () => {
    const { odoo } = await openDemo(
      18,
      `create table account_move (id serial primary key, sending_data jsonb, write_date timestamp);
       insert into account_move (sending_data, write_date)
       values ('{"a": 1}', '2026-11-25 08:00'), ('null', '2026-11-25 07:00'), (null, '2026-11-25 06:00');
       create table mailing_mailing (id serial, state varchar, active boolean, mailing_type varchar, schedule_date timestamp, write_date timestamp);
       insert into mailing_mailing (state, active, mailing_type, schedule_date, write_date) values
         ('in_queue', true, 'mail', null, '2026-11-24 08:00'), ('sending', true, 'mail', '2026-11-23 08:00', '2026-11-24 09:00'),
         ('in_queue', true, 'mail', '2199-01-01 00:00', '2026-11-20 09:00'), ('in_queue', false, 'mail', null, '2026-11-20 09:00'),
         ('in_queue', true, 'sms', null, '2026-11-20 09:00'), ('done', true, 'mail', null, '2026-11-20 09:00');
       create table sale_order (id serial primary key, pending_email_template_id int, write_date timestamp);
       insert into sale_order (pending_email_template_id, write_date) values (5, '2026-11-25 08:00'), (null, null);
       create table digest_digest (id serial, state varchar, next_run_date date);
       create table digest_digest_res_users_rel (digest_digest_id int, res_users_id int);
       insert into digest_digest (state, next_run_date) values
         ('activated', '2026-11-01'), ('activated', '2199-01-01'), ('deactivated', '2026-11-01'), ('activated', '2026-11-01');
       insert into digest_digest_res_users_rel values (1, 2), (2, 2), (3, 2);
       create table event_event (id int, active boolean, date_end timestamp);
       create table event_registration (id int, event_id int, state varchar);
       create table event_mail (id serial, event_id int, mail_done boolean, interval_type varchar, scheduled_date timestamp);
       create table event_mail_registration (id serial primary key, registration_id int, mail_sent boolean, scheduled_date timestamp);
       insert into event_event values (1, true, '2199-01-01'), (2, true, '2026-11-01'), (3, false, '2199-01-01'), (4, true, '2199-01-01');
       insert into event_registration values (1, 1, 'open'), (2, 2, 'done'), (3, 3, 'open'), (4, 4, 'cancel');
       insert into event_mail (event_id, mail_done, interval_type, scheduled_date) values
         (1, false, 'before_event', '2026-11-20 08:00'), (2, false, 'before_event', '2026-10-20 08:00'),
         (2, null, 'after_event', '2026-11-21 08:00'), (3, false, 'after_event', '2026-11-20 08:00'),
         (4, false, 'after_event', '2026-11-20 08:00'), (1, true, 'after_event', '2026-11-20 08:00'),
         (1, false, 'after_sub', '2026-11-20 08:00');
       insert into event_mail_registration (registration_id, mail_sent, scheduled_date) values
         (1, false, '2026-11-22 08:00'), (2, true, '2026-11-22 08:00'), (3, false, '2026-11-22 08:00'), (4, false, '2026-11-22 08:00');
       delete from mail_message_schedule;
       insert into mail_message_schedule (mail_message_id, scheduled_datetime) values (900, '2199-01-01'), (901, '2026-11-25 08:00')`,
    );
    expect(await countAll(odoo)).toEqual({
      invoice: { waiting: 1, due: 1, firstDue: new Date('2026-11-25T08:00Z'), ...whole },
      'mass mailing': {
        waiting: 3,
        due: 2,
        firstDue: new Date('2026-11-23T08:00Z'),
        next: new Date('2199-01-01T00:00Z'),
        complete: true,
      },
      'message with a date, whose recipients are told then,': {
        waiting: 2,
        due: 1,
        firstDue: new Date('2026-11-25T08:00Z'),
        next: new Date('2199-01-01T00:00Z'),
        complete: true,
      },
      'message that somebody wrote to be posted later': { waiting: 0, due: 0, firstDue: null, ...whole },
      'e-mail about an order': { waiting: 1, due: 1, firstDue: new Date('2026-11-25T08:00Z'), ...whole },
      'reminder of an event': { waiting: 2, due: 2, firstDue: new Date('2026-11-20T08:00Z'), ...whole },
      'mail to an attendee': { waiting: 1, due: 1, firstDue: new Date('2026-11-22T08:00Z'), ...whole },
      digest: { waiting: 1, due: 1, firstDue: new Date('2026-11-01T00:00Z'), ...whole },
    });
  });

  test('has no place where the app is not installed', async () => {
    const { odoo } = await openDemo(15);
    expect(await countAll(odoo)).toEqual({});
  });

  test('stands under another name in 17', async () => {
    const { odoo } = await openDemo(
      17,
      `create table account_move (id serial primary key, send_and_print_values jsonb, write_date timestamp);
       insert into account_move (send_and_print_values) values ('{"sp_partner_id": 3}')`,
    );
    expect((await countAll(odoo))['invoice']).toMatchObject({ waiting: 1, due: 1, firstDue: null });
  });

  test('is counted among the newest rows of a table that keeps everything', async () => {
    const { odoo } = await openDemo(
      18,
      `create table sale_order (id serial primary key, pending_email_template_id int, write_date timestamp);
       insert into sale_order (pending_email_template_id)
       select case when number in (1, 100001, 100002) then 5 end from generate_series(1, 100002) number`,
    );
    expect((await countAll(odoo))['e-mail about an order']).toMatchObject({ waiting: 2, complete: false });
  });
});
