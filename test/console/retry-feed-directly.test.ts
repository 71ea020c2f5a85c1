import { describe, expect, test } from 'vitest';
import { createRetryFeed } from '../../source/console/retry-feed/feed.ts';
import { createConsoleOdoo, failMail } from '../changes/console-odoo.ts';
import { openChanges } from '../changes/open-changes.ts';
import { openRetryWorld } from '../changes/open-retry-world.ts';
import type { SmallOdoo } from '../demo/queue-runner/small-odoo.ts';
import { startBehaviour } from '../demo/smtp/start-behaviour.ts';
import { open, serve } from '../services/rpc/small-rpc.ts';
import type { OdooHttpOptions } from '../support/odoo-http.ts';

const signal = new AbortController().signal;

const openFeed = async (odoo: SmallOdoo, http: Partial<OdooHttpOptions> = {}) => {
  const sendNow = await open(odoo, await serve(odoo, http));
  const changes = await openChanges(odoo.database.dsn);
  const feed = createRetryFeed({
    world: { ...(await openRetryWorld(odoo.database.dsn)), filestore: undefined, sendNow },
    openChanges: async () => changes,
    deadlineMs: 5_000,
    folder: '/nowhere',
  });
  return { feed, sendNow };
};

describe.each([17, 19] as const)('Odoo %i', (series) => {
  test.each(['send', 'retry'] as const)('%s lets Odoo send those mails and no others', async (action) => {
    const relay = await startBehaviour('good');
    const odoo = await createConsoleOdoo(series);
    await odoo.addServer({ port: relay.port });
    const emailTo = 'customer@example.net';
    const mail = await (action === 'send' ? odoo.queueMail({ emailTo }) : failMail(odoo, { emailTo }));
    const other = await odoo.queueMail({ emailTo: 'bystander@example.net' });
    const { feed, sendNow } = await openFeed(odoo);

    const preview = await feed.preview(action, [mail], { include: [] }, { signal });
    expect(preview.findings.map(({ words }) => words)).toContain(`Odoo sends them at once, ${sendNow.way}.`);
    const told: string[] = [];
    const summary = await feed.perform(preview, {
      signal,
      tell: (event) => told.push(event.kind === 'outcome' ? `${event.ids.join()} ${event.words}` : event.kind),
    });

    expect(summary).toMatchObject({ status: 'ok', sentence: '1 mail sent.' });
    expect(told).toContain(`${mail} sent`);
    expect(relay.messages.map(({ recipients }) => recipients)).toEqual([[emailTo]]);
    expect(await odoo.readMail(mail)).toMatchObject({ state: 'sent' });
    expect(await odoo.readMail(other)).toMatchObject({ state: 'outgoing' });
  });

  test('send leaves a mail that is held until a date, and says so', async () => {
    const relay = await startBehaviour('good');
    const odoo = await createConsoleOdoo(series);
    await odoo.addServer({ port: relay.port });
    const due = await odoo.queueMail({ emailTo: 'customer@example.net', scheduledDate: '2020-01-01 00:00:00' });
    const held = await odoo.queueMail({ emailTo: 'next-week@example.net', scheduledDate: '2199-01-01 00:00:00' });
    const { feed } = await openFeed(odoo);

    const preview = await feed.preview('send', [due, held], { include: [] }, { signal });
    expect(preview).toMatchObject({
      ids: [due],
      setAside: [{ count: 1, why: 'held until a date of their own; Odoo sends them then' }],
    });
    expect(await feed.perform(preview, { signal, tell: () => undefined })).toMatchObject({ sentence: '1 mail sent.' });

    expect(relay.messages.map(({ recipients }) => recipients)).toEqual([['customer@example.net']]);
    expect(await odoo.readMail(held)).toMatchObject({ state: 'outgoing' });
  });

  test('waking the queue does not send a mail that is held, and counts what it sends besides', async () => {
    const odoo = await createConsoleOdoo(series);
    const mail = { emailTo: 'customer@example.net' };
    const due = await odoo.queueMail(mail);
    for (let other = 0; other < 3; other += 1) await odoo.queueMail(mail);
    const held = await odoo.queueMail({ ...mail, scheduledDate: '2199-01-01 00:00:00' });
    const feed = createRetryFeed({
      world: { ...(await openRetryWorld(odoo.database.dsn)), filestore: undefined },
      openChanges: () => openChanges(odoo.database.dsn),
      deadlineMs: 5_000,
      folder: '/nowhere',
    });

    const preview = await feed.preview('send', [due, held], { include: [] }, { signal });

    expect(preview).toMatchObject({ ids: [due], setAside: [{ count: 1 }] });
    expect(preview.warnings).toContain('This also sends 3 other waiting mails.');
  });

  test('send has nothing to do for mails that are all held', async () => {
    const odoo = await createConsoleOdoo(series);
    const held = await odoo.queueMail({ emailTo: 'next-week@example.net', scheduledDate: '2199-01-01 00:00:00' });
    const { feed } = await openFeed(odoo);
    expect(await feed.preview('send', [held], { include: [] }, { signal })).toMatchObject({
      title: 'These mails are held until a date of their own',
      ids: [],
    });
  });
});

test('a paced retry that ends early puts back what was to leave later, and does not say that it leaves', async () => {
  const relay = await startBehaviour('good');
  const odoo = await createConsoleOdoo(17);
  await odoo.addServer({ port: relay.port });
  const mails: number[] = [];
  for (let mail = 0; mail < 5; mail += 1) mails.push(await failMail(odoo, { emailTo: `customer${mail}@example.net` }));
  const { feed } = await openFeed(odoo, {
    intercept: ({ body }, response) => {
      if (!JSON.stringify(body).includes('"mail.mail","send"')) return false;
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>404</html>');
      return true;
    },
  });

  const preview = await feed.preview('retry', mails, { include: [], pace: '24/hour' }, { signal });
  const { sentence, details } = await feed.perform(preview, { signal, tell: () => undefined });

  expect(sentence).toBe('0 mails sent.');
  expect(details.map(({ words }) => words)).toContain('5 mails were not sent and put back among the failed ones.');
  expect(await odoo.database.query("select id from mail_mail where state = 'outgoing'")).toEqual([]);
  expect(await odoo.database.query('select id from ir_cron_trigger')).toEqual([]);
});
