import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createRetryFeed } from '../../source/console/retry-feed/feed.ts';
import { createConsoleOdoo, failMail } from '../changes/console-odoo.ts';
import { openListeningWorker } from '../changes/listening-worker.ts';
import { openChanges, temporaryFolder } from '../changes/open-changes.ts';
import { openRetryWorld } from '../changes/open-retry-world.ts';
import { startBehaviour } from '../demo/smtp/start-behaviour.ts';
import { createDemoDatabase, seriesUnderTest } from '../support/postgres.ts';

const signal = new AbortController().signal;
const options = { signal };
const choices = { include: [] };

interface World {
  readonly scenario?: string;
  /** Where it exports to. */
  readonly folder?: string;
}

const open = async (
  series: (typeof seriesUnderTest)[number],
  { scenario = 'monday-morning', folder = '/nowhere' }: World = {},
) => {
  const database = await createDemoDatabase({ series, scenario });
  const changes = await openChanges(database.dsn);
  const feed = createRetryFeed({
    world: { ...(await openRetryWorld(database.dsn)), filestore: undefined },
    openChanges: async () => changes,
    deadlineMs: 5_000,
    folder,
  });
  const states = async (ids: readonly number[]) => {
    const rows = await database.query<{ state: string; mails: number }>(
      'select state, count(*)::int as mails from mail_mail where id = any($1::int[]) group by state',
      [ids],
    );
    return Object.fromEntries(rows.map(({ state, mails }) => [state, mails]));
  };
  return { database, feed, states };
};

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('what a preview shows is done to exactly those mails, told, and taken back', async () => {
    const { feed, states } = await open(series);
    const ids = (await feed.select({ states: ['exception'] }, options)).ids.slice(0, 30);
    const preview = await feed.preview('cancel', ids, choices, options);
    expect(preview).toMatchObject({ title: 'Cancel 30 mails', ids: expect.arrayContaining(ids), irreversible: [] });
    expect(await states(ids)).toEqual({ exception: 30 });

    const told: string[] = [];
    const summary = await feed.perform(preview, {
      signal,
      tell: (event) => told.push(event.kind === 'outcome' ? `${event.ids.length} ${event.words}` : event.kind),
    });
    expect(summary).toMatchObject({ status: 'ok', sentence: '30 mails cancelled.' });
    expect(told.at(-1)).toBe('30 cancelled');
    expect(await states(ids)).toEqual({ cancel: 30 });
    const newest = (await feed.newestChange(options)).preview;
    expect(newest).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ table: 'mail_mail', back: 30 })]),
      mails: { gone: 0 },
    });
    expect(newest?.entry.title).toBe('Cancel 30 mails');
    expect(await feed.undo(newest?.entry.id ?? '', { signal, tell: () => undefined })).toMatchObject({
      sentence: 'Taken back: Cancel 30 mails.',
    });
    expect(await states(ids)).toEqual({ exception: 30 });
    expect(await feed.newestChange(options)).toEqual({ passed: [], preview: undefined });
  });

  test('a purge says that it deletes, does so, and brings everything back', async () => {
    const { feed, states } = await open(series);
    const ids = (await feed.select({ states: ['exception'] }, options)).ids.slice(0, 3);
    const preview = await feed.preview('purge', ids, choices, options);
    expect(preview).toMatchObject({ deletes: true, action: 'purge' });
    expect(preview.statements.join('\n')).toContain('delete from mail_mail where id = ');
    expect(await feed.perform(preview, { signal, tell: () => undefined })).toMatchObject({ status: 'ok' });
    expect(await states(preview.ids)).toEqual({});
    await feed.undo((await feed.newestChange(options)).preview?.entry.id ?? '', { signal, tell: () => undefined });
    expect(await states(preview.ids)).toEqual({ exception: preview.ids.length });
  });

  test('an export tells how many of the mails there still were', async () => {
    const { feed } = await open(series, { folder: await temporaryFolder() });
    const [first] = await feed.select({}, options);
    const { path, written } = await feed.export([first?.id ?? 0, 2_000_000_000], options);
    expect(written).toBe(1);
    expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(2);
  });

  test('mails are put together by who sends, carries and gets them', async () => {
    const { feed, database } = await open(series);
    const ids = (await feed.select({}, options)).ids;
    const [one, two] = ids;
    await database.query(`update mail_mail set email_to = 'Zoe <zoe@One.example>, b@two.example' where id = $1`, [one]);
    await database.query('delete from mail_mail_res_partner_rel where mail_mail_id = any($1::int[])', [[one, two]]);
    await database.query("update mail_mail set email_to = 'zoe@One.example' where id = $1", [two]);
    const [server] = await feed.servers(options);
    await database.query(
      `update mail_message set mail_server_id = $1, email_from = '"A" <a@Sub.Example>'
        where id = (select mail_message_id from mail_mail where id = $2)`,
      [server?.id, one],
    );
    const recipients = await feed.group('recipient', ids, options);
    expect(recipients.size).toBe(ids.length);
    expect([recipients.get(one ?? 0), recipients.get(two ?? 0)]).toEqual(['several domains', 'one.example']);
    expect((await feed.group('sender', ids, options)).get(one ?? 0)).toBe('sub.example');
    const servers = await feed.group('server', ids, options);
    expect([servers.get(one ?? 0), servers.get(two ?? 0)]).toEqual([server?.name, 'no server forced: Odoo chooses']);
  });

  test('a mail is told with its text, its failure, its recipients, its route and its other attempts', async () => {
    const { feed } = await open(series);
    const [first] = await feed.select({ classes: ['auth.bad_credentials'] }, options);
    const story = await feed.inspect(first?.id ?? 0, options);
    expect(story?.mail.id).toBe(first?.id);
    expect(story?.text).toMatch(/^[^<>]+$/);
    expect(story?.failure?.class).toBe('auth.bad_credentials');
    expect(story?.recipients.length).toBeGreaterThan(0);
    expect(story?.route[0]).toMatch(/^by mail server "/);
    expect(story?.attempts.map(({ id }) => id)).toContain(first?.id);
  });
});

test('a database that goes away while Odoo sends: what was done until then is told', async () => {
  const { database, feed } = await open(18, { scenario: 'credentials' });
  await openListeningWorker(database.dsn, 18);
  const ids = (await feed.select({ states: ['exception'] }, options)).ids.slice(0, 2);
  const preview = await feed.preview('retry', ids, { include: ['cause-remains'] }, options);

  const summary = await feed.perform(preview, {
    signal,
    tell: (event) => {
      if (event.kind === 'stage' && event.words.startsWith('Odoo is sending')) void database.drop();
    },
  });

  expect(summary).toMatchObject({ status: 'warn', sentence: '0 mails sent, 2 still waiting.' });
  expect(summary.details[0]?.words).toMatch(/^What became of them since could not be read: /);
  expect(summary.details.at(-1)?.words).toContain('U takes back what has not left');
});

test.each(['called', 'not there'])(
  'mails that all changed since the preview are left, and nothing is said to come back: Odoo is %s',
  async (odoo) => {
    const { database, feed } = await open(18, { scenario: 'credentials' });
    if (odoo === 'called') await openListeningWorker(database.dsn, 18);
    const ids = (await feed.select({ states: ['exception'] }, options)).ids.slice(0, 2);
    const preview = await feed.preview('retry', ids, { include: ['cause-remains'] }, options);
    await database.query("update mail_mail set state = 'sent' where id = any($1)", [ids]);
    const calls = () => database.query('select id from ir_cron_trigger order by id');
    const before = await calls();

    const summary = await feed.perform(preview, { signal, tell: () => undefined });

    expect(summary).toMatchObject({
      status: 'fail',
      notDone: 'stale',
      sentence: `Nothing was changed: 2 mails changed since this was planned (state) and stay as they are: ${ids.toSorted((a, b) => a - b).join(', ')}.`,
      details: [],
    });
    expect(await calls()).toEqual(before);
    expect(await feed.newestChange(options)).toEqual({ passed: [], preview: undefined });
  },
);

test('a preview looks at odoo.conf as it is now, however long the console is open', async () => {
  const odoo = await createConsoleOdoo(18);
  const ann = await odoo.addPartner('Ann', 'ann@customer.example');
  const mail = await failMail(odoo, { partners: [ann] });
  const world = { ...(await openRetryWorld(odoo.database.dsn)), filestore: undefined };
  const good = await startBehaviour('good');
  let smtpPort = 1;
  const feed = createRetryFeed({
    world,
    readWorld: async () => ({ ...world, configuration: { ...world.configuration, smtpPort } }),
    openChanges: () => openChanges(odoo.database.dsn),
    deadlineMs: 5_000,
    folder: '/nowhere',
  });

  expect((await feed.preview('retry', [mail], choices, options)).ids).toEqual([]);
  smtpPort = good.port;
  expect((await feed.preview('retry', [mail], choices, options)).ids).toEqual([mail]);
});
