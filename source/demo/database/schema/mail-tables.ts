import { audit, column, type DemoTable } from './table.ts';

/** One row is one outgoing mail. Its subject, date and sender are in mail_message; `state` has no index in any version. */
const mailMail: DemoTable = {
  name: 'mail_mail',
  columns: [
    column('mail_message_id', 'integer', { notNull: true, references: 'mail_message', onDelete: 'cascade', index: {} }),
    column('fetchmail_server_id', 'integer', { references: 'fetchmail_server', index: { to: 15 } }),
    column('state', 'varchar'),
    column('email_to', 'text'),
    column('email_cc', 'varchar'),
    column('body_html', 'text'),
    column('references', 'text'),
    column('headers', 'text'),
    column('failure_type', 'varchar', { from: 15 }),
    column('failure_reason', 'text'),
    column('notification', 'boolean', { to: 14 }),
    column('is_notification', 'boolean', { from: 15 }),
    column('auto_delete', 'boolean'),
    column('to_delete', 'boolean', { from: 16, to: 16 }),
    column('scheduled_date', 'varchar', { to: 15 }),
    column('scheduled_date', 'timestamp', { from: 16 }),
    ...audit,
  ],
  indexes: [
    {
      name: 'mail_mail__fetchmail_server_id_index',
      on: 'fetchmail_server_id',
      where: 'fetchmail_server_id is not null',
      from: 19,
    },
  ],
};

const mailRecipients: DemoTable = {
  name: 'mail_mail_res_partner_rel',
  columns: [
    column('mail_mail_id', 'integer', { notNull: true, references: 'mail_mail', onDelete: 'cascade' }),
    column('res_partner_id', 'integer', { notNull: true, references: 'res_partner', onDelete: 'cascade' }),
  ],
  primaryKey: ['mail_mail_id', 'res_partner_id'],
  indexes: [
    {
      name: 'mail_mail_res_partner_rel_res_partner_id_mail_mail_id_idx',
      on: 'res_partner_id, mail_mail_id',
    },
  ],
};

/** Partners in copy, each of whom gets a message of their own (addons/mail/models/mail_mail.py, `recipient_cc_ids`). */
const mailCopyRecipients: DemoTable = {
  name: 'mail_mail_res_partner_cc_rel',
  from: 20,
  columns: mailRecipients.columns,
  primaryKey: ['mail_mail_id', 'res_partner_id'],
  indexes: [
    {
      name: 'mail_mail_res_partner_cc_rel_res_partner_id_mail_mail_id_idx',
      on: 'res_partner_id, mail_mail_id',
    },
  ],
};

/** Notifications that wait for a moment of their own; there is no mail_mail row for them yet. */
const messageSchedule: DemoTable = {
  name: 'mail_message_schedule',
  from: 16,
  columns: [
    column('mail_message_id', 'integer', { notNull: true, references: 'mail_message', onDelete: 'cascade' }),
    column('scheduled_datetime', 'timestamp', { notNull: true }),
    column('notification_parameters', 'text'),
    ...audit,
  ],
};

/** Messages written now and posted later (Odoo 18, addons/mail/models/mail_scheduled_message.py). */
const scheduledMessage: DemoTable = {
  name: 'mail_scheduled_message',
  from: 18,
  columns: [
    column('res_id', 'integer', { notNull: true }),
    column('author_id', 'integer', { notNull: true, references: 'res_partner', onDelete: 'restrict' }),
    column('subject', 'varchar'),
    column('model', 'varchar', { notNull: true }),
    column('notification_parameters', 'text'),
    column('body', 'text'),
    column('is_note', 'boolean'),
    column('scheduled_date', 'timestamp', { notNull: true }),
    ...audit,
  ],
};

export const mailModuleTables = [
  mailMail,
  mailRecipients,
  mailCopyRecipients,
  messageSchedule,
  scheduledMessage,
] as const;
