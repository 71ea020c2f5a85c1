import { audit, column, type DemoTable } from './table.ts';

const mailMessage: DemoTable = {
  name: 'mail_message',
  columns: [
    column('subject', 'varchar'),
    column('date', 'timestamp'),
    column('body', 'text'),
    column('parent_id', 'integer', { references: 'mail_message', index: { partialFrom: 16 } }),
    column('model', 'varchar', { index: { to: 15 } }),
    column('res_id', 'integer', { index: { to: 15 } }),
    column('record_name', 'varchar', { to: 18 }),
    column('record_alias_domain_id', 'integer', { from: 17, references: 'mail_alias_domain' }),
    column('record_company_id', 'integer', { from: 17, references: 'res_company' }),
    column('message_type', 'varchar', { notNull: true }),
    column('subtype_id', 'integer', { index: {} }),
    column('mail_activity_type_id', 'integer', { index: { partialFrom: 17 } }),
    column('is_internal', 'boolean'),
    column('email_from', 'varchar'),
    column('author_id', 'integer', { references: 'res_partner', index: {} }),
    column('author_guest_id', 'integer', { from: 15 }),
    column('no_auto_thread', 'boolean', { to: 14 }),
    column('reply_to_force_new', 'boolean', { from: 15 }),
    column('message_id', 'varchar', { index: {} }),
    column('reply_to', 'varchar'),
    column('mail_server_id', 'integer', { references: 'ir_mail_server' }),
    column('moderation_status', 'varchar', { to: 14, index: {} }),
    column('moderator_id', 'integer', { to: 14, references: 'res_users', index: {} }),
    column('email_layout_xmlid', 'varchar'),
    column('add_sign', 'boolean', { to: 15 }),
    column('email_add_signature', 'boolean', { from: 16 }),
    column('pinned_at', 'timestamp', { from: 17 }),
    column('incoming_email_to', 'text', { from: 19 }),
    column('incoming_email_cc', 'varchar', { from: 19 }),
    column('outgoing_email_to', 'varchar', { from: 19 }),
    ...audit,
  ],
  indexes: [
    { name: 'mail_message_model_res_id_idx', on: 'model, res_id' },
    { name: 'mail_message_model_res_id_id_idx', on: 'model, res_id, id', from: 16 },
  ],
};

const attachment: DemoTable = {
  name: 'ir_attachment',
  columns: [
    column('name', 'varchar', { notNull: true }),
    column('description', 'text'),
    column('res_model', 'varchar'),
    column('res_field', 'varchar'),
    column('res_id', 'integer'),
    column('company_id', 'integer', { references: 'res_company' }),
    column('type', 'varchar', { notNull: true }),
    column('url', 'varchar(1024)', { index: { partialFrom: 16 } }),
    column('public', 'boolean'),
    column('access_token', 'varchar'),
    column('db_datas', 'bytea'),
    column('store_fname', 'varchar', { index: { from: 16 } }),
    column('file_size', 'integer'),
    column('checksum', 'varchar(40)', { index: { to: 16 } }),
    column('mimetype', 'varchar'),
    column('index_content', 'text'),
    column('original_id', 'integer', { references: 'ir_attachment', index: { to: 15 } }),
    ...audit,
  ],
  indexes: [
    { name: 'ir_attachment_res_idx', on: 'res_model, res_id' },
    { name: 'ir_attachment__original_id_index', on: 'original_id', where: 'original_id is not null', from: 19 },
  ],
};

const messageAttachments: DemoTable = {
  name: 'message_attachment_rel',
  columns: [
    column('message_id', 'integer', { notNull: true, references: 'mail_message', onDelete: 'cascade' }),
    column('attachment_id', 'integer', { notNull: true, references: 'ir_attachment', onDelete: 'cascade' }),
  ],
  primaryKey: ['message_id', 'attachment_id'],
  indexes: [{ name: 'message_attachment_rel_attachment_id_message_id_idx', on: 'attachment_id, message_id' }],
};

export const messageTables = [mailMessage, attachment, messageAttachments] as const;
