import { describe, expect, test, vi } from 'vitest';
import { type DirectOptions, retryDirectly } from '../../../../source/changes/retry/direct/retry-directly.ts';
import { planRetry } from '../../../../source/changes/retry/plan-retry.ts';
import { type RetryOptions, usualMaxAgeMs } from '../../../../source/changes/retry/retry-options.ts';
import { undoEntry } from '../../../../source/changes/undo-entry.ts';
import type { Plan } from '../../../../source/domain/change/plan.ts';
import type { SendNow } from '../../../../source/domain/change/send-now.ts';
import type { OdooSeries } from '../../../../source/domain/odoo/odoo-series.ts';
import type { SmallOdoo } from '../../../demo/queue-runner/small-odoo.ts';
import { startBehaviour } from '../../../demo/smtp/start-behaviour.ts';
import { open, serve } from '../../../services/rpc/small-rpc.ts';
import type { OdooHttpOptions, SeenRequest } from '../../../support/odoo-http.ts';
import { createConsoleOdoo, failMail } from '../../console-odoo.ts';
import { startCountingRelay } from '../../counting-relay.ts';
import { openChanges } from '../../open-changes.ts';
import { openRetryWorld } from '../../open-retry-world.ts';

const { signal } = new AbortController();
const usual: RetryOptions = { include: new Set(), maxAgeMs: usualMaxAgeMs, canary: false, way: 'over RPC' };

const isSend = ({ body }: SeenRequest): boolean => JSON.stringify(body).includes('"mail.mail","send"');

const failMails = async (odoo: SmallOdoo, count: number): Promise<readonly number[]> => {
  const ids: number[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push(await failMail(odoo, { emailTo: `customer${index}@example.net` }));
  return ids;
};

/** An Odoo with failed mails and a way to it; `retry` sends them again, the first of them alone. */
const start = async (series: OdooSeries, count: number, port: number, http: Partial<OdooHttpOptions> = {}) => {
  const odoo = await createConsoleOdoo(series);
  await odoo.addServer({ port });
  const mails = await failMails(odoo, count);
  const changes = await openChanges(odoo.database.dsn);
  const world = await openRetryWorld(odoo.database.dsn);
  const way = await open(odoo, await serve(odoo, http));
  const plan = (options: Partial<RetryOptions> = {}) => planRetry(world, mails, { ...usual, ...options }, { signal });
  const retry = async (
    options: Partial<RetryOptions> = {},
    change = (made: Plan): Plan => made,
    { endsWithinMs, ...direct }: Partial<DirectOptions> & Pick<SendNow, 'endsWithinMs'> = {},
  ) => {
    const { plan: made } = await plan(options);
    if (made === undefined) throw new Error('no mail could be planned');
    const timed = endsWithinMs === undefined ? way : { ...way, endsWithinMs };
    return await retryDirectly(timed, change(made), changes, { deadlineMs: 5_000, canary: true, ...direct });
  };
  const read = () => odoo.database.query('select * from mail_mail order by id');
  return { odoo, mails, changes, plan, retry, read };
};

describe.each([17, 19] as const)('Odoo %i, whose line breaks after a mail was taken', (series) => {
  const breakAt = async () => {
    const relay = await startCountingRelay((to) => (to === 'customer1@example.net' ? 'after-data' : undefined));
    return { relay, ...(await start(series, 3, relay.port)) };
  };

  test('names the mail that was under way, and the next retry sets it aside and no other', async () => {
    const { relay, mails, plan, retry } = await breakAt();
    const [, underWay, after] = mails;

    expect((await retry()).sending).toMatchObject({
      end: { kind: 'refused', mayBeDelivered: [underWay] },
      rest: { kind: 'put-back', ids: [underWay, after], marked: [underWay] },
    });

    expect(relay.copies.get('customer1@example.net')).toBe(1);
    const again = await plan();
    expect(again.ids).toEqual([after]);
    expect(again.setAside.find(({ reason }) => reason === 'may-be-delivered')?.ids).toEqual([underWay]);
  });

  test('leaves on them what its own queue would have left', async () => {
    const { odoo, mails, retry } = await breakAt();
    await retry();
    expect(await odoo.readMail(mails[1] ?? 0)).toMatchObject({
      state: 'exception',
      failure_reason: 'Error without exception. Probably due to sending an email without computed recipients.',
      failure_type: series === 19 ? 'unknown' : null,
    });
  });

  test('is a change of its own in the journal, and can be taken back', async () => {
    const { changes, retry, read } = await breakAt();
    const before = await read();
    await retry();
    expect(await undoEntry(undefined, changes, { deadlineMs: 5_000 })).toMatchObject({
      kind: 'undone',
      entry: { title: 'Note that 1 mail may have been delivered' },
    });
    expect((await read()).slice(1)).toEqual(before.slice(1));
  });
});

describe('an Odoo that gave no answer', () => {
  /** The worker takes the call, and the line to it breaks. */
  const breakOff: OdooHttpOptions['intercept'] = (request, response) => {
    if (isSend(request)) response.destroy();
    return isSend(request);
  };

  test('has ended when its time is up and no mail moves: they are put back, marked', async () => {
    const { port } = await startBehaviour('good');
    const { mails, retry } = await start(18, 2, port, { intercept: breakOff });
    expect((await retry({}, undefined, { endsWithinMs: 10 })).sending).toMatchObject({
      end: { kind: 'unknown', isOver: true, mayBeDelivered: mails.slice(0, 1) },
      rest: { kind: 'put-back', ids: mails, marked: mails.slice(0, 1) },
    });
  });

  test('may be sending still where its limit is not known: nothing changes under its feet', async () => {
    const { port } = await startBehaviour('good');
    const { mails, retry } = await start(18, 2, port, { intercept: breakOff });
    expect((await retry({}, undefined, { settleMs: 10 })).sending).toMatchObject({
      end: { kind: 'unknown', isOver: false },
      rest: { kind: 'outgoing', ids: mails },
    });
  });

  test('is at work still while mails leave, whatever is said of its limit', async () => {
    const relay = await startCountingRelay(undefined, 400);
    const { odoo, mails, retry } = await start(18, 10, relay.port, {
      intercept: (request, response) => {
        if (isSend(request)) response.destroy();
        return false;
      },
    });
    const { sending } = await retry({}, undefined, { endsWithinMs: 3_000, canary: false });
    expect(sending).toMatchObject({ end: { kind: 'unknown', isOver: false }, rest: { kind: 'outgoing' } });
    const left = () => odoo.database.query("select id from mail_mail where state = 'outgoing'");
    await vi.waitFor(async () => expect(await left()).toEqual([]), { timeout: 10_000 });
    expect([...relay.copies.values()]).toEqual(mails.map(() => 1));
  });
});

describe('batches that were to leave later', () => {
  const pace = { mails: 24, per: 'hour' } as const;

  test('wait for their time when the first went well', async () => {
    const { port } = await startBehaviour('good');
    const { mails, retry } = await start(18, 5, port);
    expect((await retry({ pace })).sending).toMatchObject({
      outcomes: { sent: mails.slice(0, 2) },
      rest: { kind: 'none' },
      later: mails.slice(2),
    });
  });

  test('are put back with the others when it ends early, and said to be', async () => {
    const { port } = await startBehaviour('bad-login');
    const { odoo, mails, retry, read } = await start(18, 5, port);
    await odoo.database.query("update ir_mail_server set smtp_user = 'odoo', smtp_pass = 'wrong'");
    const before = await read();
    expect((await retry({ pace })).sending).toMatchObject({
      end: { kind: 'canary-failed', mailId: mails[0] },
      rest: { kind: 'put-back', ids: mails.slice(1), marked: [] },
      later: [],
    });
    expect((await read()).slice(1)).toEqual(before.slice(1));
  });
});

describe.each([14, 19] as const)('Odoo %i', (series) => {
  test('a mail with a later date of its own goes back with it, and is not handed to Odoo', async () => {
    const relay = await startBehaviour('good');
    const { odoo, mails, plan, retry } = await start(series, 2, relay.port);
    const [held = 0, other = 0] = mails;
    await odoo.database.query("update mail_mail set scheduled_date = '2199-01-01 00:00:00' where id = $1", [held]);

    expect((await plan()).plan?.warnings).toContain(
      "1 mail keeps a later sending date of its own: Odoo's queue sends it then.",
    );
    expect((await retry()).sending).toMatchObject({
      outcomes: { sent: [other], waiting: [] },
      rest: { kind: 'none' },
      later: [held],
    });

    expect(relay.messages).toHaveLength(1);
    const date = await odoo.database.query('select state, scheduled_date::text from mail_mail where id = $1', [held]);
    expect(date).toEqual([{ state: 'outgoing', scheduled_date: '2199-01-01 00:00:00' }]);
  });
});

test('a mail that could not be put back into the queue is not handed to Odoo', async () => {
  const { port } = await startBehaviour('good');
  const { odoo, mails, retry } = await start(18, 2, port);
  const [first = 0, second = 0] = mails;
  // Each in a transaction of its own, the second changed by somebody since.
  const split = (plan: Plan): Plan => ({
    ...plan,
    onStaleRows: 'fail',
    transactions: plan.transactions.flatMap(([step]) =>
      step?.kind === 'update-rows'
        ? step.rows.map((row) => [{ ...step, rows: [row.id === second ? { ...row, before: stale } : row] }])
        : [],
    ),
  });

  expect(await retry({}, split)).toMatchObject({
    result: { kind: 'in-part', why: { why: 'stale' } },
    sending: { outcomes: { sent: [first], failed: [] }, end: { kind: 'all-tried' }, rest: { kind: 'none' } },
  });
  expect(await odoo.readMail(second)).toMatchObject({ state: 'exception' });
});

const stale = { state: 'exception', failure_reason: 'another', failure_type: null, write_date: '2026-01-01 00:00:00' };
