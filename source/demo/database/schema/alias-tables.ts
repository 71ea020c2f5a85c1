import { audit, column, type DemoTable, translated } from './table.ts';

/** Since 17 it replaces the parameters mail.catchall.domain, mail.bounce.alias and mail.default.from. */
const aliasDomain: DemoTable = {
  name: 'mail_alias_domain',
  from: 17,
  columns: [
    column('name', 'varchar', { notNull: true }),
    column('sequence', 'integer'),
    column('bounce_alias', 'varchar', { notNull: true }),
    column('catchall_alias', 'varchar', { notNull: true }),
    column('default_from', 'varchar'),
    ...audit,
  ],
  constraints: [
    { name: 'mail_alias_domain_bounce_email_uniques', definition: 'unique (bounce_alias, name)' },
    { name: 'mail_alias_domain_catchall_email_uniques', definition: 'unique (catchall_alias, name)' },
  ],
};

const alias: DemoTable = {
  name: 'mail_alias',
  columns: [
    column('alias_name', 'varchar'),
    column('alias_domain_id', 'integer', { from: 17, references: 'mail_alias_domain', onDelete: 'restrict' }),
    column('alias_full_name', 'varchar', { from: 17, index: { partialFrom: 17 } }),
    column('alias_model_id', 'integer', { notNull: true }),
    column('alias_user_id', 'integer', { to: 16, references: 'res_users' }),
    column('alias_defaults', 'text', { notNull: true }),
    column('alias_force_thread_id', 'integer'),
    column('alias_parent_model_id', 'integer'),
    column('alias_parent_thread_id', 'integer'),
    column('alias_contact', 'varchar', { notNull: true }),
    column('alias_incoming_local', 'boolean', { from: 17 }),
    ...translated('alias_bounced_content', 'text'),
    column('alias_status', 'varchar', { from: 17 }),
    ...audit,
  ],
  constraints: [{ name: 'mail_alias_alias_unique', definition: 'unique (alias_name)', to: 16 }],
  indexes: [
    {
      name: 'mail_alias_name_domain_unique',
      on: 'alias_name, coalesce(alias_domain_id, 0)',
      unique: true,
      from: 17,
    },
  ],
};

const blacklist: DemoTable = {
  name: 'mail_blacklist',
  columns: [
    column('email', 'varchar', { notNull: true, index: { to: 15 } }),
    column('active', 'boolean'),
    column('message_main_attachment_id', 'integer', { to: 16, references: 'ir_attachment', index: { to: 15 } }),
    ...audit,
  ],
  constraints: [{ name: 'mail_blacklist_unique_email', definition: 'unique (email)' }],
};

export const aliasTables = [aliasDomain, alias, blacklist] as const;
