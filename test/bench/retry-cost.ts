import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runRetry } from '../../source/cli/verbs/retry.ts';
import { type OpenedWorld, openWorld } from '../../source/demo/world/open-world.ts';
import { withoutTransaction } from '../../source/services/postgres/read-transaction.ts';
import { captureContext } from '../support/command-context.ts';
import { bundleHello } from './bundle-hello.ts';
import { openCostMeter } from './child-cost.ts';
import { fillFailed } from './fill-failed.ts';
import { openInPty } from './program-in-pty.ts';

const program = join(import.meta.dirname, '../../bin/odoo-mail-doctor.js');

/** Milliseconds, and bytes that each held at most. */
export interface PreviewCost {
  readonly ms: number;
  readonly memory: number;
  readonly hello: number;
}

const inWorld = async <Result>(work: (world: OpenedWorld, folder: string) => Promise<Result>): Promise<Result> => {
  const { signal } = new AbortController();
  const world = await openWorld({ scenario: 'healthy', series: 18, traffic: false, signal });
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-bench-'));
  try {
    return await work(world, folder);
  } finally {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  }
};

/** `retry`, a process of its own, which previews so many failed mails and takes them all; and a bare Ink program. */
export const measurePreview = (mails: number): Promise<PreviewCost> =>
  inWorld(async (world) => {
    await fillFailed(world.info.dsn, mails);
    await using meter = await openCostMeter();
    const { dsn, config, resolver } = world.info;
    const target = ['--dsn', dsn, '-c', config, '--resolver', resolver, '--deadline', '120'];
    const include = ['--force', '--include', 'blacklisted'];
    const { ms, memory } = await meter.run([program, 'retry', ...target, ...include]);
    return { ms, memory, hello: await measureHello() };
  });

const measureHello = async (): Promise<number> => {
  await using bundle = await bundleHello();
  await using hello = openInPty([bundle.file]);
  await hello.shows('hello');
  await hello.quiet(2_000);
  return hello.memory();
};

/** What frames a statement: its transaction, and what a new connection is asked about itself. */
const frame = /^\s*(begin|commit|rollback|set |savepoint |release )/;

/** How many statements a retry of one mail gives the database, without what frames them. */
export const countStatements = (): Promise<number> =>
  inWorld(async (world, folder) => {
    const { dsn, config, resolver } = world.info;
    await fillFailed(dsn, 1);
    const client = new pg.Client({ connectionString: dsn });
    await client.connect();
    // No recipient is refused: nobody need be looked for who was put right since.
    const { rows } = await client.query<{ id: number }>(
      `update mail_mail set failure_reason = E'111\\nConnection refused'
       where id = (select max(id) from mail_mail where state = 'exception') returning id`,
    );
    await client.end();
    const { context } = captureContext({ dsn, config, resolver, format: 'json' });
    const args = { force: true, canary: true, wait: false, apply: true, id: [String(rows[0]?.id)] };
    return await whileCounting(() => runRetry({ ...context, env: { XDG_STATE_HOME: folder } }, args));
  });

const whileCounting = async (work: () => Promise<unknown>): Promise<number> => {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...given: never[]) {
    const [first] = given as readonly unknown[];
    const text = typeof first === 'string' ? first : String((first as { readonly text?: unknown } | null)?.text);
    if (!frame.test(withoutTransaction(text))) count += 1;
    return Reflect.apply(query, this, given);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return count;
};
