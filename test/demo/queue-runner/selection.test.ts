import { expect, test } from 'vitest';
import { startBehaviour } from '../smtp/start-behaviour.ts';
import { createSmallOdoo, type SmallOdoo } from './small-odoo.ts';
import { startRunner, waitForRun } from './start-runner.ts';

const states = async (odoo: SmallOdoo): Promise<readonly string[]> =>
  (await odoo.database.query<{ state: string }>('select state from mail_mail order by id')).map(({ state }) => state);

/** Five waiting mails, three to a batch. */
const queueFive = async (series: 17 | 18 | 19) => {
  const good = await startBehaviour('good');
  const odoo = await createSmallOdoo(series);
  await odoo.addServer({ port: good.port });
  await odoo.setParameter('mail.mail.queue.batch.size', '3');
  for (let mail = 0; mail < 5; mail += 1) await odoo.queueMail({ emailTo: `to${mail}@customer.example` });
  return { odoo, good };
};

test('17 sends the newest mails up to its limit, oldest of them first, and leaves the rest', async () => {
  const { odoo, good } = await queueFive(17);
  await startRunner(odoo);
  await waitForRun(odoo);
  expect(await states(odoo)).toEqual(['outgoing', 'outgoing', 'sent', 'sent', 'sent']);
  expect(good.messages.flatMap(({ recipients }) => recipients)).toEqual([
    'to2@customer.example',
    'to3@customer.example',
    'to4@customer.example',
  ]);
});

test('18 runs its job again until the queue is empty and reports how far it came', async () => {
  const { odoo } = await queueFive(18);
  await startRunner(odoo);
  await waitForRun(odoo);
  expect(await states(odoo)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent']);
  expect(
    await odoo.database.query('select done, remaining, timed_out_counter from ir_cron_progress order by id'),
  ).toEqual([
    { done: 3, remaining: 2, timed_out_counter: 0 },
    { done: 2, remaining: 0, timed_out_counter: 0 },
  ]);
});

test('19 believes to be done after one batch', async () => {
  const { odoo } = await queueFive(19);
  await startRunner(odoo);
  await waitForRun(odoo);
  expect(await states(odoo)).toEqual(['outgoing', 'outgoing', 'sent', 'sent', 'sent']);
  expect(await odoo.database.query('select done, remaining from ir_cron_progress')).toEqual([
    { done: 0, remaining: 0 },
  ]);
});

test('what is cancelled, has failed or is held back is not sent', async () => {
  const good = await startBehaviour('good');
  const odoo = await createSmallOdoo(14);
  await odoo.addServer({ port: good.port });
  await odoo.queueMail({ emailTo: 'a@customer.example', state: 'cancel' });
  await odoo.queueMail({ emailTo: 'b@customer.example', state: 'exception' });
  await odoo.queueMail({ emailTo: 'c@customer.example', scheduledDate: '2099-01-01 00:00:00' });
  await startRunner(odoo);
  await waitForRun(odoo);
  expect(await states(odoo)).toEqual(['cancel', 'exception', 'outgoing']);
  expect(good.messages).toEqual([]);
});
