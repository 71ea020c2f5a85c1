import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { planCancel } from '../../source/changes/cancel/plan-cancel.ts';
import { planRetry } from '../../source/changes/retry/plan-retry.ts';
import { startJanitor } from '../../source/demo/janitor/janitor.ts';
import { startQueueRunner } from '../../source/demo/queue-runner/queue-runner.ts';
import type { Plan } from '../../source/domain/change/plan.ts';
import { queueCron, type SmallOdoo } from '../demo/queue-runner/small-odoo.ts';
import { runnerOptions } from '../demo/queue-runner/start-runner.ts';
import { createConsoleOdoo } from './console-odoo.ts';
import { startCountingRelay } from './counting-relay.ts';
import { openChanges, temporaryFolder } from './open-changes.ts';
import { openRetryWorld } from './open-retry-world.ts';
import { planOf, planUpdate } from './plans.ts';

const { signal } = new AbortController();
const now = () => new Date();

/** How long the races go on: RACE_SECONDS for a long night. */
const raceMs = Number(process.env['RACE_SECONDS'] ?? 5) * 1_000;
/** RACE_MAILS=10000 for what a busy Odoo meets. */
const mailsRetried = Number(process.env['RACE_MAILS'] ?? 400);
const patienceMs = 40_000 + raceMs + mailsRetried * 20;

/** Starts the demo's Odoo as a process of its own; gives its log. */
const startOdoo = async (odoo: SmallOdoo): Promise<() => Promise<string>> => {
  const logFile = join(await temporaryFolder(), 'odoo.log');
  const janitor = await startJanitor();
  const runner = await startQueueRunner({ ...(await runnerOptions(odoo)), pollMs: 50, logFile }, janitor);
  onTestFinished(async () => {
    await runner.close();
    await janitor.close();
  });
  return () => readFile(logFile, 'utf8');
};

/** Mails `from` to `to`, each to a customer of its own; every fourth has a second one who has it already. */
const addMails = async ({ database }: SmallOdoo, from: number, to: number, state: string): Promise<void> => {
  const between = `generate_series(${from}, ${to}) n`;
  for (const statement of [
    `insert into res_partner (id, name, email, email_normalized, type, active)
       select 100000 * k + n, 'Customer', prefix || n || '@customer.example', prefix || n || '@customer.example', 'contact', true
       from ${between}, (values (1, 'c'), (2, 'served')) as kind(k, prefix)`,
    `insert into mail_message (id, subject, email_from, message_type, date, body)
       select n, 'Invoice ' || n, 'accounting@acme.example', 'comment', now() at time zone 'UTC', '<p>Hello</p>' from ${between}`,
    `insert into mail_mail (id, mail_message_id, state, is_notification, auto_delete, body_html, failure_reason, create_date, write_date)
       select n, n, '${state}', true, false, '<p>Hello</p>', case when '${state}' = 'exception' then E'111\\nConnection refused' end,
         now() at time zone 'UTC', now() at time zone 'UTC' from ${between}`,
    `insert into mail_mail_res_partner_rel select n, 100000 + n from ${between}`,
    `insert into mail_mail_res_partner_rel select n, 200000 + n from ${between} where n % 4 = 0 and '${state}' = 'exception'`,
    `insert into mail_notification (mail_message_id, mail_mail_id, res_partner_id, notification_type, notification_status, is_read)
       select mail_mail_id, mail_mail_id, res_partner_id, 'email',
         case when res_partner_id >= 200000 then 'sent' when '${state}' = 'exception' then 'exception' else 'ready' end, true
       from mail_mail_res_partner_rel where mail_mail_id between ${from} and ${to}`,
  ]) {
    await database.query(statement);
  }
};

const countIn = async ({ database }: SmallOdoo, state: string): Promise<number> =>
  (await database.query('select from mail_mail where state = $1', [state])).length;

/** Makes the queue due again and again, as its own schedule would, until nothing waits. */
const letQueueRunDry = (odoo: SmallOdoo): Promise<void> =>
  vi.waitFor(
    async () => {
      await odoo.database.query(
        `update ir_cron set nextcall = now() at time zone 'UTC'
         where id = (select id from ir_cron where id = ${queueCron} for no key update skip locked)`,
      );
      expect(await countIn(odoo, 'outgoing')).toBe(0);
    },
    { timeout: patienceMs, interval: 200 },
  );

const expectNoMishap = (log: string): void => {
  const mishaps = log.split('\n').filter((line) => /serialize|concurrent|deadlock|Lost the database/i.test(line));
  expect(mishaps).toEqual([]);
};

test('changes while Odoo sends: no run of its queue fails, no mail is lost, none arrives twice', {
  timeout: 2 * patienceMs,
}, async () => {
  const relay = await startCountingRelay(undefined, 40);
  const odoo = await createConsoleOdoo(18);
  await odoo.addServer({ port: relay.port });
  const readLog = await startOdoo(odoo);
  const changes = await openChanges(odoo.database.dsn);
  const world = await openRetryWorld(odoo.database.dsn);
  const include = new Set(['may-be-delivered'] as const);
  const retrying = { include, maxAgeMs: Number.MAX_SAFE_INTEGER, canary: false };
  const queueFirst = { locksQueue: true, onStaleRows: 'skip' } as const;
  const apply = async (plan: Plan | undefined): Promise<string> =>
    plan === undefined ? 'nothing' : (await applyPlan(plan, changes, { deadlineMs: 10_000 })).kind;
  const pick = async (where: string): Promise<readonly number[]> =>
    (
      await odoo.database.query<{ id: number }>(`select id from mail_mail where ${where} order by random() limit 15`)
    ).map(({ id }) => id);

  const database = { ...odoo.database, superuserDsn: odoo.database.dsn, drop: async () => undefined, now: now() };
  const moves: readonly (() => Promise<Plan | undefined>)[] = [
    async () => {
      const ids = (await pick("state = 'outgoing'")).slice(0, 3);
      return (await planCancel({ odoo: changes.odoo, now }, ids, { signal })).plan;
    },
    async () => {
      const ids = await pick("state = 'outgoing'");
      if (ids.length === 0) return undefined;
      const later = { state: 'outgoing', scheduled_date: '2020-01-01 00:00:00' };
      const step = await planUpdate(database, 'mail_mail', `id in (${ids.join()})`, later);
      return { ...planOf([step]), ...queueFirst };
    },
    async () => ({ ...planOf([]), outside: [{ kind: 'wake-queue' }] }),
    async () => (await planRetry(world, await pick("state = 'exception'"), retrying, { signal })).plan,
  ];
  const results: string[] = [];
  const until = performance.now() + raceMs;
  let mails = 0;
  while (performance.now() < until || results.length < 2 * moves.length) {
    await addMails(odoo, mails + 1, mails + 20, 'outgoing');
    await addMails(odoo, mails + 21, mails + 40, 'exception');
    mails += 40;
    for (const move of moves) results.push(await apply(await move()));
  }
  await letQueueRunDry(odoo);

  expectNoMishap(await readLog());
  expect(results.filter((kind) => kind === 'applied').length).toBeGreaterThan(2);
  const rows = await odoo.database.query<{ id: number; state: string }>('select id, state from mail_mail order by id');
  expect(rows).toHaveLength(mails);
  const wrong = rows.filter(({ id, state }) => {
    const copies = relay.copies.get(`c${id}@customer.example`) ?? 0;
    return copies !== (state === 'sent' ? 1 : 0) || (relay.copies.get(`served${id}@customer.example`) ?? 0) > 0;
  });
  expect(wrong).toEqual([]);
  expect(rows.filter(({ state }) => state === 'sent').length).toBeGreaterThan(mails / 4);
  expect(await countIn(odoo, 'cancel')).toBeGreaterThan(0);
});

test('a retry while one session in twenty breaks: everybody gets what a plain retry gives, and nobody served a second copy', {
  timeout: 3 * patienceMs,
}, async () => {
  // Sessions carry ten mails; in one of twenty the line breaks, now before the mail is taken, now after.
  const breaks = (recipient: string) => {
    const [, number] = /^c(\d+)@/.exec(recipient) ?? [];
    if (Number(number) % 200 !== 15) return undefined;
    return Number(number) % 400 === 15 ? 'at-rcpt' : 'after-data';
  };
  const start = async () => {
    const relay = await startCountingRelay(breaks);
    const odoo = await createConsoleOdoo(18);
    await odoo.addServer({ port: relay.port });
    await odoo.setParameter('mail.session.batch.size', '10');
    await addMails(odoo, 1, mailsRetried, 'exception');
    return { relay, odoo };
  };
  const plain = await start();
  await plain.odoo.database.query("update mail_mail set state = 'outgoing'");
  const ours = await start();
  const changes = await openChanges(ours.odoo.database.dsn);
  const world = await openRetryWorld(ours.odoo.database.dsn);
  const ids = Array.from({ length: mailsRetried }, (_, index) => index + 1);
  const retrying = { include: new Set<never>(), maxAgeMs: Number.MAX_SAFE_INTEGER, canary: false };
  const { plan } = await planRetry(world, ids, retrying, { signal });
  if (plan === undefined) throw new Error('no mail could be planned');
  const readLog = await startOdoo(ours.odoo);
  await startOdoo(plain.odoo);

  expect(await applyPlan(plan, changes, { deadlineMs: 20_000 })).toMatchObject({ kind: 'applied' });
  await Promise.all([letQueueRunDry(ours.odoo), letQueueRunDry(plain.odoo)]);

  expectNoMishap(await readLog());
  expect(ours.relay.sessions.broken / ours.relay.sessions.held).toBeCloseTo(0.05, 1);
  const copiesOf = (relay: typeof ours.relay, kind: string) =>
    ids.map((id) => relay.copies.get(`${kind}${id}@customer.example`) ?? 0);
  expect(copiesOf(ours.relay, 'c')).toEqual(copiesOf(plain.relay, 'c'));
  expect(copiesOf(ours.relay, 'c').filter((copies) => copies !== 1)).toHaveLength(Math.ceil((mailsRetried - 14) / 400));
  expect(copiesOf(plain.relay, 'served').filter((copies) => copies > 0).length).toBeGreaterThan(0);
  expect(copiesOf(ours.relay, 'served').filter((copies) => copies > 0)).toEqual([]);
  // What broke off may have arrived: it is not sent again unasked.
  const again = await planRetry(world, ids, retrying, { signal });
  expect(again.ids).toEqual([]);
  expect(again.setAside.find(({ reason }) => reason === 'may-be-delivered')?.ids).toHaveLength(
    ours.relay.sessions.broken,
  );
});
