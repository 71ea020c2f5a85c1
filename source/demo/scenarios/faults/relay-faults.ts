import type { SqlRunner } from '../../scenario.ts';

interface TakenMail extends Record<string, unknown> {
  readonly id: number;
  readonly message_id: string;
  readonly taken: number;
  readonly addresses: readonly string[];
}

const reason = 'connect to mx.recipients.example[192.0.2.25]:25: Connection timed out';

/**
 * A Postfix that took the last mails and reaches nobody: port 25 is closed to it. `postqueue` prints a file that was written
 * once, in the words of Postfix 3.7.
 */
export async function holdMailBack({ sql, count }: { readonly sql: SqlRunner; readonly count: number }) {
  const mails = await readTakenMails(sql, count);
  return {
    'usr/sbin/postqueue': '#!/bin/sh\nexec cat "$(dirname "$0")/../../var/spool/postfix/listing"\n',
    'var/spool/postfix/listing': mails.map((mail) => `${JSON.stringify(entryOf(mail))}\n`).join(''),
    'var/log/mail.log': mails.flatMap(logOf).join('\n'),
  };
}

async function readTakenMails(sql: SqlRunner, count: number): Promise<readonly TakenMail[]> {
  const { rows } = await sql.query(
    `select m.id, g.message_id, extract(epoch from g.date)::bigint::int as taken,
       array_remove(array_agg(coalesce(p.email, substring(m.email_to from '<([^>]*)>'), m.email_to)), null) as addresses
     from (select * from mail_mail where state = 'sent' order by id desc limit $1) m
     join mail_message g on g.id = m.mail_message_id
     left join mail_mail_res_partner_rel r on r.mail_mail_id = m.id
     left join res_partner p on p.id = r.res_partner_id
     group by m.id, g.id, g.message_id, g.date, m.email_to
     order by m.id`,
    [count],
  );
  return rows as TakenMail[];
}

const queueIdOf = ({ id }: TakenMail): string => `4F${(id + 0x10_00_00).toString(16).toUpperCase()}`;

const sender = 'bounce@acme.example';

const entryOf = (mail: TakenMail) => ({
  queue_name: 'deferred',
  queue_id: queueIdOf(mail),
  arrival_time: mail.taken,
  message_size: 4_212,
  forced_expire: false,
  sender,
  recipients: mail.addresses.map((address) => ({ address, delay_reason: reason })),
});

const logOf = (mail: TakenMail): readonly string[] => {
  const id = queueIdOf(mail);
  const stamp = (seconds: number): string => formatSyslogTime(new Date((mail.taken + seconds) * 1_000));
  return [
    `${stamp(0)} erp postfix/cleanup[2114]: ${id}: message-id=${mail.message_id}`,
    `${stamp(0)} erp postfix/qmgr[1187]: ${id}: from=<${sender}>, size=4212, nrcpt=${mail.addresses.length} (queue active)`,
    ...mail.addresses.map(
      (address) =>
        `${stamp(30)} erp postfix/smtp[2120]: ${id}: to=<${address}>, relay=none, delay=30, delays=0.03/0.01/30/0, dsn=4.4.1, status=deferred (${reason})`,
    ),
  ];
};

/** `Nov 28 20:05:24`, days below ten with a blank (RFC 3164 §4.1.2). */
const formatSyslogTime = (at: Date): string => {
  const month = at.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
  return `${month} ${String(at.getUTCDate()).padStart(2)} ${at.toISOString().slice(11, 19)}`;
};
