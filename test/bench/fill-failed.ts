import { withClient } from '../../source/demo/database/databases.ts';

/** Adds so many failed mails to a demo world, each with a message, a recipient and a failure text of its own. */
export const fillFailed = (dsn: string, size: number): Promise<void> =>
  withClient(dsn, async (client) => {
    await client.query(
      `create temp table fresh as
         select nextval('mail_message_id_seq')::int as message, nextval('mail_mail_id_seq')::int as mail, n,
           p.id as partner
         from generate_series(1, $1::int) n
         join (select id, row_number() over (order by id) - 1 as place, count(*) over () as all_of_them
               from res_partner where email_normalized is not null) p on p.place = n % p.all_of_them`,
      [size],
    );
    await client.query(
      `insert into mail_message (id, subject, email_from, message_type, date, create_date,
         record_company_id, record_alias_domain_id)
       select message, 'Acme Invoice (Ref INV/2026/' || lpad(n::text, 6, '0') || ')', newest.email_from,
         'email_outgoing', now() at time zone 'UTC' - n * interval '1 s', now() at time zone 'UTC' - n * interval '1 s',
         newest.record_company_id, newest.record_alias_domain_id
       from fresh cross join (
         select email_from, record_company_id, record_alias_domain_id from mail_message
         where record_company_id is not null order by id desc limit 1
       ) newest`,
    );
    await client.query(
      `insert into mail_mail (id, mail_message_id, state, email_to, body_html, failure_reason, create_date, write_date)
       select mail, message, 'exception', 'customer' || n || '@example.com', repeat('<p>Dear customer</p>', 10),
         E'550\\nb''5.1.1 <customer' || n || '@example.com>: Recipient address rejected: User unknown''',
         now() at time zone 'UTC' - n * interval '1 s', now() at time zone 'UTC' - n * interval '1 s'
       from fresh`,
    );
    await client.query(
      'insert into mail_mail_res_partner_rel (mail_mail_id, res_partner_id) select mail, partner from fresh',
    );
    await client.query('drop table fresh');
    await client.query('vacuum analyze mail_mail');
    await client.query('vacuum analyze mail_message');
    await client.query('analyze mail_mail_res_partner_rel');
  });
