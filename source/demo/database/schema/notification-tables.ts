import { type Constraint, column, type DemoColumn, type DemoTable, type Index } from './table.ts';

/** What happened to each recipient: the only trace that outlives a sent mail. No version logs when a row was made. */
const outcome: readonly DemoColumn[] = [
  column('mail_message_id', 'integer', { notNull: true, references: 'mail_message', onDelete: 'cascade', index: {} }),
  column('res_partner_id', 'integer', { references: 'res_partner', onDelete: 'cascade', index: {} }),
  column('notification_type', 'varchar', { notNull: true, index: {} }),
  column('notification_status', 'varchar', { index: { from: 15 } }),
  column('is_read', 'boolean', { index: {} }),
  column('read_date', 'timestamp'),
  column('failure_type', 'varchar'),
  column('failure_reason', 'text'),
  // Columns of the modules sms and snailmail, which the 20 shown here does without.
  column('letter_id', 'integer', { to: 19, index: { partialFrom: 16 } }),
  column('sms_id', 'integer', { to: 16, index: { partialFrom: 16 } }),
  column('sms_number', 'varchar', { to: 19 }),
];

const needsPartner = `check (notification_type not in ('email', 'inbox') or res_partner_id is not null)`;
const inboxOrder = 'res_partner_id, is_read, notification_status, mail_message_id';

/** Odoo 14 still keeps its notifications in what was once a plain relation. PostgreSQL cuts names at 63 characters. */
const notification14: DemoTable = {
  name: 'mail_message_res_partner_needaction_rel',
  to: 14,
  columns: [...outcome, column('mail_id', 'integer', { references: 'mail_mail', index: {} })],
  constraints: [{ name: 'mail_message_res_partner_needaction_rel_notification_partner_re', definition: needsPartner }],
  indexes: [
    { name: 'mail_message_res_partner_needaction_rel_notification_status_ind', on: 'notification_status' },
    { name: 'mail_notification_res_partner_id_is_read_notification_status_ma', on: inboxOrder },
  ],
};

const constraints: readonly Constraint[] = [
  { name: 'mail_notification_notification_partner_required', definition: needsPartner, to: 18 },
  {
    name: 'mail_notification_notification_partner_required',
    definition: `check (notification_type <> 'inbox' or res_partner_id is not null)`,
    from: 19,
  },
  {
    name: 'mail_notification_notification_partner_or_email_required',
    definition: `check (notification_type <> 'email' or failure_type is not null or res_partner_id is not null
      or coalesce(mail_email_address, '') <> '')`,
    from: 19,
  },
];

const onePerPartner = {
  unique: true,
  on: 'mail_message_id, res_partner_id',
  where: 'res_partner_id is not null',
} as const;

const indexes: readonly Index[] = [
  { name: 'mail_notification_res_partner_id_is_read_notification_status_ma', on: inboxOrder, to: 18 },
  { name: 'mail_notification_res_partner_id_is_read_notification__e5e0b7fb', on: inboxOrder, from: 19 },
  { ...onePerPartner, name: 'unique_mail_message_id_res_partner_id_if_set', from: 16, to: 18 },
  { ...onePerPartner, name: 'mail_notification_unique_mail_message_id_res_partner_id_', from: 19 },
  {
    name: 'mail_notification_author_id_notification_status_failure',
    on: 'author_id, notification_status',
    where: `notification_status in ('bounce', 'exception')`,
    from: 16,
  },
];

const notification: DemoTable = {
  name: 'mail_notification',
  from: 15,
  columns: [
    ...outcome,
    column('mail_mail_id', 'integer', { references: 'mail_mail', index: {} }),
    column('author_id', 'integer', { from: 16, references: 'res_partner' }),
    column('sms_id_int', 'integer', { from: 17, to: 19, index: { partialFrom: 17 } }),
    column('mail_email_address', 'varchar', { from: 19 }),
  ],
  constraints,
  indexes,
};

export const notificationTables = [notification14, notification] as const;
