import { audit, column, type DemoColumn, type DemoTable, translated } from './table.ts';

const action: DemoTable = {
  name: 'ir_actions',
  columns: [
    ...translated('name', 'varchar', { notNull: true }),
    column('type', 'varchar', { notNull: true }),
    ...translated('help', 'text'),
    column('path', 'varchar', { from: 18 }),
    column('binding_model_id', 'integer'),
    column('binding_type', 'varchar', { notNull: true }),
    column('binding_view_types', 'varchar'),
    ...audit,
  ],
  constraints: [{ name: 'ir_actions_path_unique', definition: 'unique (path)', from: 18 }],
};

/** What a cron runs. */
const serverAction: DemoTable = {
  name: 'ir_act_server',
  inherits: action,
  columns: [
    column('usage', 'varchar', { notNull: true }),
    column('state', 'varchar', { notNull: true }),
    column('sequence', 'integer'),
    column('model_id', 'integer', { notNull: true, index: { from: 15 } }),
    column('model_name', 'varchar', { to: 18 }),
    column('code', 'text'),
    column('activity_user_type', 'varchar', { to: 14, notNull: true }),
    column('activity_user_type', 'varchar', { from: 15 }),
  ],
  constraints: [{ name: 'ir_act_server_path_unique', definition: 'unique (path)', from: 18 }],
};

/** When it runs: nextcall is not null from the start, the interval only since 18. Times are UTC. */
const schedule: readonly DemoColumn[] = [
  column('active', 'boolean'),
  column('interval_number', 'integer', { to: 17 }),
  column('interval_number', 'integer', { from: 18, notNull: true }),
  column('interval_type', 'varchar', { to: 17 }),
  column('interval_type', 'varchar', { from: 18, notNull: true }),
  column('numbercall', 'integer', { to: 17 }),
  column('doall', 'boolean', { to: 17 }),
  column('nextcall', 'timestamp', { notNull: true }),
  column('lastcall', 'timestamp'),
  column('priority', 'integer'),
  column('failure_count', 'integer', { from: 18 }),
  column('first_failure_date', 'timestamp', { from: 18 }),
];

/** No version has a column `name`; `cron_name` is translated in 16 alone. */
const cron: DemoTable = {
  name: 'ir_cron',
  columns: [
    column('ir_actions_server_id', 'integer', {
      notNull: true,
      references: 'ir_act_server',
      onDelete: 'restrict',
      index: { from: 19 },
    }),
    column('cron_name', 'varchar', { to: 15 }),
    column('cron_name', 'jsonb', { from: 16, to: 16 }),
    column('cron_name', 'varchar', { from: 17 }),
    column('user_id', 'integer', { notNull: true, references: 'res_users', onDelete: 'restrict' }),
    ...schedule,
    ...audit,
  ],
  constraints: [
    { name: 'ir_cron_check_strictly_positive_interval', definition: 'check (interval_number > 0)', from: 18 },
  ],
};

const trigger: DemoTable = {
  name: 'ir_cron_trigger',
  from: 15,
  columns: [
    column('cron_id', 'integer', { to: 18, references: 'ir_cron', index: {} }),
    column('cron_id', 'integer', { from: 19, notNull: true, references: 'ir_cron', onDelete: 'cascade', index: {} }),
    column('call_at', 'timestamp', { to: 18, index: { from: 17 } }),
    column('call_at', 'timestamp', { from: 19, notNull: true, index: {} }),
    ...audit,
  ],
};

const progress: DemoTable = {
  name: 'ir_cron_progress',
  from: 18,
  columns: [
    column('cron_id', 'integer', { notNull: true, references: 'ir_cron', onDelete: 'cascade', index: {} }),
    column('remaining', 'integer'),
    column('done', 'integer'),
    column('deactivate', 'boolean'),
    column('timed_out_counter', 'integer'),
    ...audit,
  ],
};

export const cronTables = [action, serverAction, cron, trigger, progress] as const;
