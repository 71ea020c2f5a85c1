import { audit, column, type DemoTable, translated } from './table.ts';

const parameter: DemoTable = {
  name: 'ir_config_parameter',
  columns: [
    column('key', 'varchar', { notNull: true, index: { to: 15 } }),
    column('value', 'text', { to: 19, notNull: true }),
    // Since 20 a parameter may be there without a value, which means the same as not being there.
    column('value', 'text', { from: 20 }),
    ...audit,
  ],
  constraints: [{ name: 'ir_config_parameter_key_uniq', definition: 'unique (key)' }],
};

const utcNow = `(now() at time zone 'UTC')`;

/** External ids: the one name of a record that users cannot change. */
const externalId: DemoTable = {
  name: 'ir_model_data',
  columns: [
    column('module', 'varchar', { notNull: true }),
    column('name', 'varchar', { notNull: true }),
    column('model', 'varchar', { notNull: true }),
    column('res_id', 'integer'),
    column('noupdate', 'boolean', { default: 'false' }),
    column('create_uid', 'integer', { references: 'res_users' }),
    column('write_uid', 'integer', { references: 'res_users' }),
    column('create_date', 'timestamp', { default: utcNow }),
    column('write_date', 'timestamp', { default: utcNow }),
  ],
  constraints: [
    { name: 'ir_model_data_name_nospaces', definition: `check (name not like '% %')`, to: 16 },
    // 17 and 18 doubled the signs by mistake.
    { name: 'ir_model_data_name_nospaces', definition: `check (name not like '%% %%')`, from: 17, to: 18 },
    { name: 'ir_model_data_name_nospaces', definition: `check (name not like '% %')`, from: 19 },
  ],
  indexes: [
    { name: 'ir_model_data_model_res_id_index', on: 'model, res_id' },
    { name: 'ir_model_data_module_name_uniq_index', on: 'module, name', unique: true },
  ],
};

const module: DemoTable = {
  name: 'ir_module_module',
  columns: [
    column('name', 'varchar', { notNull: true, index: { to: 15 } }),
    column('state', 'varchar(16)', { index: {} }),
    column('latest_version', 'varchar'),
    ...translated('shortdesc', 'varchar'),
    column('author', 'varchar'),
    column('license', 'varchar(32)'),
    column('category_id', 'integer', { index: {} }),
    column('application', 'boolean', { default: 'false' }),
    column('auto_install', 'boolean', { default: 'false' }),
    column('sequence', 'integer', { default: '100' }),
    column('imported', 'boolean', { from: 17 }),
    ...audit,
  ],
  constraints: [
    { name: 'ir_module_module_name_uniq', definition: 'unique (name)' },
    { name: 'name_uniq', definition: 'unique (name)', to: 15 },
  ],
};

export const systemTables = [parameter, externalId, module] as const;
