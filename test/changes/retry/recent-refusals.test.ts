import { describe, expect, test } from 'vitest';
import { applyPlan } from '../../../source/changes/apply.ts';
import { planRetry } from '../../../source/changes/retry/plan-retry.ts';
import { type RetryOptions, usualMaxAgeMs } from '../../../source/changes/retry/retry-options.ts';
import type { RetryPreview } from '../../../source/changes/retry/retry-preview.ts';
import { undoEntry } from '../../../source/changes/undo-entry.ts';
import type { SmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import { startBehaviour } from '../../demo/smtp/start-behaviour.ts';
import { outerSeries } from '../../support/postgres.ts';
import { createConsoleOdoo, failMail } from '../console-odoo.ts';
import { openChanges } from '../open-changes.ts';
import { openRetryWorld } from '../open-retry-world.ts';

const signal = new AbortController().signal;
const usual: RetryOptions = { include: new Set(), maxAgeMs: usualMaxAgeMs, canary: true };

const plan = async (odoo: SmallOdoo, ids: readonly number[], options: Partial<RetryOptions> = {}) =>
  planRetry(await openRetryWorld(odoo.database.dsn), ids, { ...usual, ...options }, { signal });

const reasonsOf = ({ setAside }: RetryPreview): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(setAside.map(({ reason, ids }) => [reason, ids]));

const dailyLimit = `SMTPDataError: (550, b'5.4.5 Daily user sending limit exceeded. gsmtp')`;
const greylisted = `SMTPRecipientsRefused: {'cat@customer.example': (450, b'4.2.0 Greylisted, see http://postgrey.example')}`;
const spam = `SMTPDataError: (554, b'5.7.1 Message rejected as spam by content filter')`;
const riddle = `SMTPDataError: (550, b'Zorp quux')`;
const gone = (address: string): string => `SMTPRecipientsRefused: {'${address}': (550, b'5.1.1 User unknown')}`;
const full = (address: string): string => `SMTPRecipientsRefused: {'${address}': (552, b'5.2.2 Mailbox full')}`;

/** Moves the failure of a mail to so many minutes ago. */
const failedAgo = async ({ database }: SmallOdoo, mail: number, minutes: number): Promise<number> => {
  await database.query(
    `update mail_mail set write_date = now() at time zone 'UTC' - $2::int * interval '1 minute' where id = $1`,
    [mail, minutes],
  );
  await database.query(
    `update mail_message set write_date = null where id = (select mail_message_id from mail_mail where id = $1)`,
    [mail],
  );
  return mail;
};

/** One good server that has been there for long. */
const openOdoo = async (series: SmallOdoo['series']) => {
  const server = await startBehaviour('good');
  const odoo = await createConsoleOdoo(series);
  const id = await odoo.addServer({ port: server.port });
  await odoo.database.query(`update ir_mail_server set write_date = '2026-01-01 00:00:00'`);
  return { odoo, server: id };
};

const failAgo = async (odoo: SmallOdoo, to: string, reason: string, minutes = 2): Promise<number> =>
  failedAgo(odoo, await failMail(odoo, { emailTo: to }, reason), minutes);

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a server that said minutes ago that it takes no more is given no more, though it lets a session in', async () => {
    const { odoo } = await openOdoo(series);
    const limited = await failAgo(odoo, 'ann@customer.example', dailyLimit);
    const other = await failMail(odoo, { emailTo: 'bob@customer.example' });

    const preview = await plan(odoo, [limited, other]);

    expect(reasonsOf(preview)).toEqual({ 'limit-reached': [limited, other] });
    expect(preview.setAside[0]).toMatchObject({ class: 'rate.daily', until: expect.any(Date) });
    expect(preview.handshakes).toMatchObject([
      { verdict: { kind: 'ready' }, standing: expect.stringContaining('daily limit reached, last said 2 m ago') },
    ]);
    expect((await plan(odoo, [limited, other], { include: new Set(['limit-reached']) })).ids).toEqual([limited, other]);
  });

  test('the limit no longer stands once the server took a mail, was given another account, or the day is over', async () => {
    const { odoo, server } = await openOdoo(series);
    const mail = await failAgo(odoo, 'ann@customer.example', dailyLimit, 5);

    const sent = await odoo.queueMail({ emailTo: 'bob@customer.example' });
    await odoo.database.query(
      `update mail_mail set state = 'sent', write_date = now() at time zone 'UTC' where id = $1`,
      [sent],
    );
    expect((await plan(odoo, [mail])).ids).toEqual([mail]);

    await odoo.database.query('delete from mail_mail where id = $1', [sent]);
    expect(reasonsOf(await plan(odoo, [mail]))).toEqual({ 'limit-reached': [mail] });
    await odoo.database.query(`update ir_mail_server set write_date = now() at time zone 'UTC' where id = $1`, [
      server,
    ]);
    expect((await plan(odoo, [mail])).ids).toEqual([mail]);

    await odoo.database.query(`update ir_mail_server set write_date = '2026-01-01 00:00:00'`);
    await failedAgo(odoo, mail, 25 * 60);
    expect((await plan(odoo, [mail])).ids).toEqual([mail]);
  });

  test('waiting mails that the woken queue would make fail stand first, and can be held and let go again', async () => {
    const { odoo } = await openOdoo(series);
    const second = await startBehaviour('good');
    const other = await odoo.addServer({ port: second.port, sequence: 99 });
    await odoo.database.query(`update ir_mail_server set write_date = '2026-01-01 00:00:00'`);
    await failAgo(odoo, 'ann@customer.example', dailyLimit);
    const waiting = [
      await odoo.queueMail({ emailTo: 'bob@customer.example' }),
      await odoo.queueMail({ emailTo: 'cat@customer.example' }),
    ];
    const elsewhere = await odoo.queueMail({ emailTo: 'dan@customer.example', serverId: other });
    const mail = await failMail(odoo, { emailTo: 'eve@customer.example', serverId: other });

    const preview = await plan(odoo, [mail]);
    expect(preview).toMatchObject({
      ids: [mail],
      waking: { kind: 'woken', others: 3, failing: [{ mails: 2, reason: 'limit-reached' }] },
      alarm: expect.stringContaining('also sends 3 other waiting mails, of which 2 would fail'),
      objection: { tryThis: expect.stringContaining('--include limit-reached') },
    });
    expect(preview.plan?.warnings[0]).toBe(preview.alarm);
    expect(await plan(odoo, [mail], { include: new Set(['limit-reached']) })).toMatchObject({ objection: null });

    const holding = await plan(odoo, [mail], { holdOthers: true });
    expect(holding).toMatchObject({ alarm: null, objection: null, held: [{ mails: 2 }] });
    const dates = () =>
      odoo.database.query<{ id: number; date: string | null }>(
        `select id, scheduled_date::text as date from mail_mail where state = 'outgoing' order by id`,
      );
    if (holding.plan === undefined) throw new Error('there is nothing to apply');
    const changes = await openChanges(odoo.database.dsn);
    const applied = await applyPlan(holding.plan, changes, { deadlineMs: 5_000 });
    expect(applied.kind).toBe('applied');
    const until = holding.held[0]?.until.toISOString().slice(0, 19).replace('T', ' ');
    expect(await dates()).toEqual([
      ...waiting.map((id) => ({ id, date: until })),
      { id: elsewhere, date: null },
      { id: mail, date: null },
    ]);
    expect(await undoEntry(undefined, changes, { deadlineMs: 5_000 })).toMatchObject({ kind: 'undone' });
    expect(await dates()).toEqual([...waiting, elsewhere].map((id) => ({ id, date: null })));
  });
});

test('of each sender the newest fifty failures are told, and refused recipients further back, newest first', async () => {
  const { odoo } = await openOdoo(18);
  const [one, two] = [
    await failAgo(odoo, 'ann@customer.example', riddle),
    await failAgo(odoo, 'bob@customer.example', riddle),
  ];
  await odoo.database.query(
    `update mail_message set email_from = 'Zoë <two@acme.example>' where id = (select mail_message_id from mail_mail where id = $1)`,
    [two],
  );
  // Every third names its recipient; those of the first sender beyond the fiftieth are as old as an hour and more.
  await odoo.database.query(
    `insert into mail_mail (mail_message_id, state, write_date, failure_reason)
     select m.mail_message_id, 'exception', m.write_date - n * interval '1 minute',
       case when n % 3 = 0 then 'SMTPRecipientsRefused: {''n' || n || '@b.example'': (550, b''5.1.1 no'')}' else 'n' || n end
     from mail_mail m cross join lateral generate_series(1, case m.id when $1 then 80 else 3 end) n
     where m.id in ($1, $2)`,
    [one, two],
  );
  const { odoo: reader } = await openRetryWorld(odoo.database.dsn);
  const recipientsSince = new Date(Date.now() - 70 * 60_000);

  const window = { since: new Date(0), recipientsSince };
  const found = await reader.recentRefusals({ of: 'exception', ...window });

  const toldOf = (from: string) =>
    found.filter(({ way }) => way.from === from).map(({ failure }) => /n(\d+)(?:@|$)/.exec(failure)?.[1] ?? '0');
  const numbers = Array.from({ length: 50 }, (_, n) => String(n));
  expect(toldOf('Zoë <two@acme.example>')).toEqual(['0', '1', '2', '3']);
  const first = found.find(({ id }) => id === one)?.way.from ?? '';
  expect(toldOf(first)).toEqual([...numbers, '51', '54', '57', '60', '63', '66']);
  const times = found.map(({ failedAt }) => failedAt.getTime());
  expect(times).toEqual(times.toSorted((a, b) => b - a));

  const mails = await odoo.database.query<{ id: number }>('select id from mail_mail');
  const ids = mails.map(({ id }) => id);
  expect(await reader.recentRefusals({ of: ids, ...window })).toEqual(found);
  await odoo.database.query(`update mail_mail set state = 'outgoing' where id = $1`, [one]);
  expect((await reader.recentRefusals({ of: ids, ...window })).filter(({ id }) => id === one)).toEqual([]);
  expect((await reader.recentRefusals({ of: [two], ...window })).map(({ id }) => id)).toEqual([two]);
});

test('greylisting, content and a reason that nobody knows stand for a while, each for its own mail', async () => {
  const { odoo } = await openOdoo(18);
  const grey = await failAgo(odoo, 'cat@customer.example', greylisted);
  const content = await failAgo(odoo, 'ann@customer.example', spam);
  const unexplained = await failAgo(odoo, 'bob@customer.example', riddle);
  const malformed = 'Header values may not contain linefeed or carriage return characters';
  const broken = await failAgo(odoo, 'eve@customer.example', malformed);
  const fine = await failMail(odoo, { emailTo: 'dan@customer.example' });
  const all = [grey, content, unexplained, broken, fine];

  const preview = await plan(odoo, all);
  expect(preview.ids).toEqual([fine]);
  expect(preview.setAside.map(({ reason, class: met, ids }) => [reason, met, ids])).toEqual(
    expect.arrayContaining([
      ['too-early', 'grey.listed', [grey]],
      ['refused-lately', 'rep.content', [content]],
      ['refused-lately', 'unknown', [unexplained]],
      ['refused-lately', 'policy.rfc5322', [broken]],
    ]),
  );

  await failedAgo(odoo, grey, 20);
  await failedAgo(odoo, content, 25 * 60);
  await failedAgo(odoo, unexplained, 25 * 60);
  await failedAgo(odoo, broken, 25 * 60);
  expect((await plan(odoo, all)).setAside).toEqual([]);
});

test('one answer about an address, live or stored, counts for every mail to it and for no other', async () => {
  const server = await startBehaviour('recipient-unknown');
  const odoo = await createConsoleOdoo(18);
  await odoo.addServer({ port: server.port });
  const nobody = await odoo.addPartner('Nobody', 'Nobody@customer.example');
  const first = await failMail(odoo, { emailTo: 'x <nobody@customer.example>, ann@customer.example' });
  const fine = await failMail(odoo, { emailTo: 'notnobody@customer.example' });
  const second = await failMail(odoo, { partners: [nobody] });
  const third = await failMail(odoo, { emailTo: 'NOBODY@customer.example' });

  const live = await plan(odoo, [first, fine, second, third]);
  expect(live.ids).toEqual([fine]);
  expect(live.setAside).toMatchObject([
    { reason: 'cause-remains', ids: [first, second, third], class: 'rcpt.unknown' },
  ]);

  await failAgo(odoo, 'left@customer.example', gone('left@customer.example'));
  await failAgo(odoo, 'stuffed@customer.example', full('stuffed@customer.example'));
  const left = await failMail(odoo, { emailTo: 'left@customer.example' });
  const stuffed = await failMail(odoo, { emailTo: 'stuffed@customer.example' });
  const stored = await plan(odoo, [fine, left, stuffed]);
  expect(stored.ids).toEqual([fine]);
  expect(reasonsOf(stored)).toEqual({ 'refused-for-good': [left], 'too-early': [stuffed] });
});

test('a failed message that was given another server since is not held for what the first one said', async () => {
  const { odoo } = await openOdoo(18);
  const mail = await failAgo(odoo, 'ann@customer.example', dailyLimit);
  await odoo.database.query(
    `update mail_message set write_date = now() at time zone 'UTC' where id = (select mail_message_id from mail_mail where id = $1)`,
    [mail],
  );

  expect((await plan(odoo, [mail])).ids).toEqual([mail]);
});

test("where nothing runs Odoo's scheduled actions the queue is not woken: a call is left for when it does", async () => {
  const { odoo } = await openOdoo(18);
  const mail = await failMail(odoo, { emailTo: 'cat@customer.example' });
  await odoo.database.query(`update ir_module_module set latest_version = '18.0.1.2' where name = 'base'`);

  const preview = await plan(odoo, [mail]);

  expect(preview.waking).toMatchObject({ kind: 'asleep', why: expect.stringContaining('18.0.1.2') });
  expect(preview.plan).toMatchObject({ outside: [] });
  expect(preview.plan?.transactions.flat().filter(({ table }) => table === 'ir_cron_trigger')).toHaveLength(1);
});
