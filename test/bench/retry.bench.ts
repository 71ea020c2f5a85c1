import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { applyPlan } from '../../source/changes/apply.ts';
import type { ChangeDependencies } from '../../source/changes/dependencies.ts';
import { openJournal } from '../../source/changes/journal/journal.ts';
import { planRetry } from '../../source/changes/retry/plan-retry.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import { type Cluster, startCluster } from '../../source/demo/database/cluster.ts';
import { addConstraints, createTables } from '../../source/demo/database/schema/demo-schema.ts';
import { runCommand } from '../../source/services/host/run-command.ts';
import { openOdoo } from '../../source/services/odoo/odoo.ts';
import { PostgresSession } from '../../source/services/postgres/postgres-session.ts';
import { Writer } from '../../source/services/postgres/writer.ts';
import { countStatements, measurePreview } from './retry-cost.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';

const mails = Number(process.env['BENCH_MAILS'] ?? 100_000);

export const title = `Putting ${mails} failed mails back into the queue`;

const database = 'large';

/** What one lock may be held, ms. */
const mostHeld = 100;
/** What a retry of one mail may ask the database. */
const mostStatements = 15;

export const run = async (print: Print, note: Note): Promise<void> => {
  const cluster = await startCluster();
  const stateHome = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-bench-'));
  try {
    await cluster.createDatabase(database);
    await fill(cluster);
    await measure(cluster, stateHome, { print, note });
  } finally {
    await cluster.stop();
    await rm(stateHome, { recursive: true, force: true });
  }
  const preview = await measurePreview(mails);
  print(`preview: ${show(preview.ms)}, ${megabytes(preview.memory)}; a bare Ink program ${megabytes(preview.hello)}`);
  note({
    what: `retry: preview of ${mails} failed mails, memory of a bare Ink hello`,
    ratio: preview.memory / preview.hello,
    target: 2,
  });
  const statements = await countStatements();
  print(`a retry of one mail: ${statements} statements`);
  note({ what: `retry of one mail: statements, of ${mostStatements}`, ratio: statements / mostStatements, target: 1 });
};

const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(0)} MB`;

const measure = async (
  cluster: Cluster,
  stateHome: string,
  { print, note }: { readonly print: Print; readonly note: Note },
): Promise<void> => {
  const session = new PostgresSession(() => connect(cluster, database), { name: 'the large queue' });
  const odoo = await openOdoo(session);
  const ids = Array.from({ length: mails }, (_, index) => index + 1);
  const signal = new AbortController().signal;
  const now = (): Date => new Date();

  const plannedAt = performance.now();
  const { plan } = await planRetry(
    {
      odoo,
      seen: { wanted: { database, host: 'localhost', port: 5432 }, sight: undefined },
      smtp: { probe: () => Promise.reject(new Error('the bench asks no mail server')) },
      login: {
        startTls: false,
        user: undefined,
        password: undefined,
        certificateFile: undefined,
        privateKeyFile: undefined,
      },
      configuration: { smtpServer: 'localhost', smtpPort: 25, emailFrom: undefined, fromFilter: [] },
      now,
      timeoutMs: 1_000,
      totalTimeoutMs: 10_000,
    },
    ids,
    { include: new Set(), maxAgeMs: Number.MAX_SAFE_INTEGER, canary: false },
    { signal },
  );
  if (plan === undefined) throw new Error('no mail could be planned');
  const planning = performance.now() - plannedAt;

  const plain = await measurePlainUpdate(cluster);
  const watcher = watchLocks(await connect(cluster, database));
  const appliedAt = performance.now();
  const dependencies: ChangeDependencies = {
    odoo,
    host: '127.0.0.1',
    openWriter: (name) => Writer.open(() => connect(cluster, name), { name }),
    readTwins: () => Promise.resolve({ uuid: null, createdAt: null, number: 1, twins: [], unread: [] }),
    runCommand,
    journal: await openJournal({ stateHome, now, random: Math.random }),
    readOnly: false,
  };
  const result = await applyPlan(plan, dependencies, { deadlineMs: 10_000 });
  const applying = performance.now() - appliedAt;
  const longest = await watcher.stop();
  const undoWatcher = watchLocks(await connect(cluster, database));
  const undoneAt = performance.now();
  const undone = await undoEntry(undefined, dependencies, { deadlineMs: 10_000 });
  const undoing = performance.now() - undoneAt;
  const longestUndo = await undoWatcher.stop();
  await session.close();
  if (undone.kind !== 'undone') throw new Error(`the retry was not taken back: ${JSON.stringify(undone)}`);
  if (result.kind !== 'applied') throw new Error(`the plan was not applied: ${JSON.stringify(result)}`);
  print(`planned                                 ${show(planning)}   ${rate(planning)}`);
  print(`applied, journal and all                ${show(applying)}   ${rate(applying)} (goal: 20 000)`);
  print(`longest transaction of ours             ${show(longest)}   (goal: at most ${mostHeld})`);
  print(`taken back                              ${show(undoing)}   ${rate(undoing)}`);
  print(`longest transaction of the undo         ${show(longestUndo)}   (goal: at most ${mostHeld})`);
  print(`one plain UPDATE of the same mails      ${show(plain)}   holding every row that long`);
  print(
    `ours beside it: ${(applying / plain).toFixed(1)} × the time, each lock held ${(longest / plain).toFixed(3)} ×`,
  );
  note({ what: `retry of ${mails} mails, time of one plain UPDATE`, ratio: applying / plain, target: 3 });
  note({ what: `retry of ${mails} mails: longest lock, of ${mostHeld} ms`, ratio: longest / mostHeld, target: 1 });
  note({ what: `undo of ${mails} mails: longest lock, of ${mostHeld} ms`, ratio: longestUndo / mostHeld, target: 1 });
};

/** The least that any way must do: one statement, without the notifications, and taken back again. */
const measurePlainUpdate = async (cluster: Cluster): Promise<number> => {
  const client = await connect(cluster, database);
  await client.query('begin');
  const began = performance.now();
  await client.query(
    `update mail_mail set state = 'outgoing', failure_reason = null, write_date = now() at time zone 'UTC'
     where state = 'exception'`,
  );
  const took = performance.now() - began;
  await client.query('rollback');
  await client.query('vacuum');
  await client.end();
  return took;
};

const show = (ms: number): string => `${ms.toFixed(0)} ms`;
const rate = (ms: number): string => `${Math.round((mails / ms) * 1_000)} mails a second`;

/**
 * How long a transaction of ours that had written was ever open, looked at every few milliseconds from beside: no lock
 * on a row is held longer. Writers name themselves; the bench's own connections do not.
 */
const watchLocks = (client: Client) => {
  let longest = 0;
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      const { rows } = await client.query<{ ms: number | null }>(
        `select max(extract(epoch from clock_timestamp() - xact_start) * 1000)::float8 as ms
         from pg_stat_activity where application_name = 'odoo-mail-doctor' and backend_xid is not null`,
      );
      longest = Math.max(longest, rows[0]?.ms ?? 0);
      await sleep(5);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await watching;
      await client.end();
      return longest;
    },
  };
};

const connect = async (cluster: Cluster, name: string): Promise<Client> => {
  const client = new Client({ connectionString: cluster.dsn(name), application_name: 'bench', pipeline: true });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** Notifications, each to one partner, all refused in an outage in words of their own; a mail in ten has a second partner who has it already. */
const fill = async (cluster: Cluster): Promise<void> => {
  const client = await connect(cluster, database);
  for (const statement of createTables(18)) await client.query(statement);
  const inserts = [
    `insert into ir_module_module (name, state, latest_version) values ('base', 'installed', '18.0.1.3'), ('mail', 'installed', '18.0.1.18')`,
    `insert into res_partner (id, name, email, email_normalized, type, active)
       select n, 'Customer ' || n, 'customer' || n || '@example.com', 'customer' || n || '@example.com', 'contact', true
       from generate_series(1, 20000) n`,
    `insert into mail_message (id, subject, email_from, message_type, date, body)
       select n, 'Invoice ' || n, 'accounting@acme.example', 'comment', now() at time zone 'UTC', repeat('<p>Dear customer</p>', 100)
       from generate_series(1, ${mails}) n`,
    `insert into mail_mail (id, mail_message_id, state, is_notification, auto_delete, body_html, failure_reason, create_date, write_date)
       select n, n, 'exception', true, true, repeat('<p>Dear customer</p>', 200),
         E'535\\nb''5.7.8 Username and Password not accepted. For more information, go to https://support.google.com/mail '
           || md5(n::text) || ' - gsmtp''',
         now() at time zone 'UTC', now() at time zone 'UTC'
       from generate_series(1, ${mails}) n`,
    `insert into mail_mail_res_partner_rel select n, 1 + n % 10000 from generate_series(1, ${mails}) n`,
    `insert into mail_mail_res_partner_rel select n, 10001 + n % 10000 from generate_series(10, ${mails}, 10) n`,
    `insert into mail_notification (mail_message_id, mail_mail_id, res_partner_id, notification_type, notification_status, is_read)
       select mail_mail_id, mail_mail_id, res_partner_id, 'email', case when res_partner_id > 10000 then 'sent' else 'exception' end, true
       from mail_mail_res_partner_rel`,
  ];
  for (const statement of inserts) await client.query(statement);
  for (const statement of addConstraints(18)) await client.query(statement);
  // The queue's cron, without the user and the company that it would need.
  await client.query(`do $$ declare one record; begin
    for one in select conrelid::regclass as of, conname from pg_constraint where contype = 'f'
      and conrelid in ('ir_cron'::regclass, 'ir_act_server'::regclass, 'ir_cron_trigger'::regclass) loop
      execute format('alter table %s drop constraint %I', one.of, one.conname);
    end loop; end $$`);
  for (const statement of [
    `insert into ir_act_server (id, name, type, binding_type, usage, state, model_id, code)
       values (1, '{"en_US": "Mail: Email Queue Manager"}', 'ir.actions.server', 'action', 'ir_cron', 'code', 1, 'model.process_email_queue()')`,
    `insert into ir_cron (id, ir_actions_server_id, user_id, active, interval_number, interval_type, nextcall, priority, failure_count)
       values (1, 1, 1, true, 1, 'hours', now() at time zone 'UTC' + interval '1 hour', 6, 0)`,
    `insert into ir_model_data (module, name, model, res_id) values ('mail', 'ir_cron_mail_scheduler_action', 'ir.cron', 1)`,
  ]) {
    await client.query(statement);
  }
  await client.query('vacuum analyze');
  await client.end();
};
