import { audit, column, type DemoColumn, type DemoTable, translated } from './table.ts';

const address: readonly DemoColumn[] = [
  column('type', 'varchar'),
  column('street', 'varchar'),
  column('zip', 'varchar'),
  column('city', 'varchar'),
  column('email', 'varchar'),
  column('email_normalized', 'varchar'),
  column('phone', 'varchar'),
  column('mobile', 'varchar', { to: 18 }),
  column('website', 'varchar'),
];

const partner: DemoTable = {
  name: 'res_partner',
  columns: [
    column('name', 'varchar', { index: {} }),
    column('display_name', 'varchar', { to: 16, index: {} }),
    column('complete_name', 'varchar', { from: 17, index: {} }),
    column('active', 'boolean'),
    column('is_company', 'boolean'),
    column('partner_share', 'boolean'),
    column('parent_id', 'integer', { references: 'res_partner', index: {} }),
    column('commercial_partner_id', 'integer', { references: 'res_partner', index: {} }),
    column('company_id', 'integer', { references: 'res_company', index: {} }),
    column('user_id', 'integer', { references: 'res_users' }),
    column('function', 'varchar'),
    column('ref', 'varchar', { index: {} }),
    column('vat', 'varchar', { index: {} }),
    column('lang', 'varchar'),
    column('tz', 'varchar'),
    ...address,
    column('message_bounce', 'integer'),
    ...audit,
  ],
  constraints: [
    {
      name: 'res_partner_check_name',
      definition: `check ((type = 'contact' and name is not null) or type <> 'contact')`,
    },
  ],
  indexes: ['phone', 'mobile'].map((name) => ({
    name: `res_partner_${name}_partial_tgm`,
    on: String.raw`regexp_replace((${name})::text, '[\s\\./\(\)\-]', '', 'g')`,
    where: `${name} is not null`,
    from: 17,
    ...(name === 'mobile' && { to: 18 as const }),
  })),
};

const company: DemoTable = {
  name: 'res_company',
  columns: [
    column('name', 'varchar', { notNull: true }),
    column('partner_id', 'integer', {
      notNull: true,
      references: 'res_partner',
      onDelete: 'restrict',
      index: { from: 19 },
    }),
    column('currency_id', 'integer', { notNull: true }),
    column('parent_id', 'integer', { to: 17, references: 'res_company', index: {} }),
    column('parent_id', 'integer', { from: 18, references: 'res_company', onDelete: 'restrict', index: {} }),
    column('parent_path', 'varchar', { from: 17, index: {} }),
    column('alias_domain_id', 'integer', {
      from: 17,
      references: 'mail_alias_domain',
      index: { from: 19, partialFrom: 19 },
    }),
    column('alias_domain_name', 'varchar', { from: 17, to: 18 }),
    column('sequence', 'integer'),
    column('active', 'boolean', { from: 16 }),
    column('email', 'varchar'),
    column('phone', 'varchar'),
    column('layout_background', 'varchar', { from: 15, notNull: true }),
    ...translated('report_footer', 'text'),
    ...audit,
  ],
  constraints: [{ name: 'res_company_name_uniq', definition: 'unique (name)' }],
};

const user: DemoTable = {
  name: 'res_users',
  columns: [
    column('login', 'varchar', { notNull: true }),
    column('active', 'boolean', { default: 'true' }),
    column('password', 'varchar'),
    column('company_id', 'integer', { notNull: true, references: 'res_company', onDelete: 'restrict' }),
    column('partner_id', 'integer', {
      notNull: true,
      references: 'res_partner',
      onDelete: 'restrict',
      index: { from: 15 },
    }),
    column('share', 'boolean'),
    column('signature', 'text'),
    column('notification_type', 'varchar', { notNull: true }),
    ...audit,
  ],
  constraints: [
    { name: 'res_users_login_key', definition: 'unique (login)' },
    { name: 'res_users_notification_type', definition: `check (notification_type = 'email' or not share)`, from: 16 },
  ],
};

export const peopleTables = [partner, company, user] as const;
