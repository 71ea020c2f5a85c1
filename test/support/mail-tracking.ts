/** The tables and the module row that OCA's mail_tracking (14.0 to 18.0) leaves in a database. */
export const installTracking = `
  create table mail_tracking_email (
    id serial primary key, name varchar, "timestamp" numeric, time timestamp, date date,
    mail_message_id int references mail_message on delete set null, mail_id int references mail_mail on delete set null,
    partner_id int, recipient varchar, recipient_address varchar, sender varchar, state varchar,
    error_smtp_server varchar, error_type varchar, error_description varchar, token varchar, create_date timestamp);
  create index on mail_tracking_email (mail_message_id);
  create index on mail_tracking_email (time);
  create index on mail_tracking_email (state);
  alter table mail_message add email_to varchar, add email_cc varchar;
  insert into ir_module_module (name, state, latest_version) values ('mail_tracking', 'installed', '1')`;

interface Copy {
  readonly mail: number;
  readonly partner?: number;
  readonly address?: string;
  readonly state: string;
  readonly error?: readonly [type: string, description: string];
}

/** One copy of a mail, as the module writes it down when it is sent. */
export const trackCopy = ({ mail, partner, address = '', state, error }: Copy): string => `
  insert into mail_tracking_email (name, time, mail_message_id, mail_id, partner_id, recipient, recipient_address, state,
    error_type, error_description)
  select 'Subject', now() at time zone 'UTC', mail_message_id, id, ${partner ?? 'null'}, '${address}', '${address}',
    '${state}', ${quote(error?.[0])}, ${quote(error?.[1])}
  from mail_mail where id = ${mail}`;

const quote = (text: string | undefined): string => (text === undefined ? 'null' : `'${text.replaceAll("'", "''")}'`);

export const wrapped = (cause: string): readonly [string, string] => [
  'MailDeliveryException',
  `Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\n${cause}`,
];

export const unknownRecipient = (address: string): readonly [string, string] =>
  wrapped(
    `SMTPRecipientsRefused: {'${address}': (550, b'5.1.1 <${address}>: Recipient address rejected: User unknown')}`,
  );

/** What Odoo itself keeps then. */
export const withoutReason = 'Error without exception. Probably due to sending an email without computed recipients.';
