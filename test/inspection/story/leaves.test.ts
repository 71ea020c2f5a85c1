import { describe, expect, test } from 'vitest';
import { runExplain } from '../../../source/cli/verbs/explain.ts';
import { createConsoleOdoo } from '../../changes/console-odoo.ts';
import { startRunner } from '../../demo/queue-runner/start-runner.ts';
import { startBehaviour } from '../../demo/smtp/start-behaviour.ts';
import { captureContext } from '../../support/command-context.ts';
import { seriesUnderTest } from '../../support/postgres.ts';

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('a healthy mail leaves when and as its story says, and the story itself sends nothing', async () => {
    const server = await startBehaviour('good');
    const odoo = await createConsoleOdoo(series);
    await odoo.addServer({ port: server.port });
    const mail = await odoo.queueMail({ emailTo: 'greta@customer.example' });
    await odoo.database.query(
      `update ir_cron set nextcall = date_trunc('second', now() at time zone 'UTC' + interval '4 seconds'),
         lastcall = now() at time zone 'UTC' - interval '50 minutes', write_date = null where active`,
    );
    const { nextcall } = await odoo.readCron();
    const { context, output } = captureContext({ dsn: odoo.database.dsn, format: 'json', deadline: 20 });
    await runExplain(context, { text: String(mail) });
    const { parts } = JSON.parse(output());
    const linesOf = (id: string): string =>
      parts.find((part: { id: string }) => part.id === id)?.lines.join('\n') ?? '';
    expect(linesOf('turn')).toContain('It leaves within a minute: the queue runs every 1 h 00 m');
    expect(linesOf('server')).toContain('lets sender and recipients of this mail in just now');
    expect(server.messages).toEqual([]);
    await startRunner(odoo, { pollMs: 200 });
    await expect.poll(() => server.messages.length, { timeout: 30_000 }).toBe(1);
    await expect.poll(async () => (await odoo.readMail(mail))?.state, { timeout: 30_000 }).toBe('sent');
    expect(Date.now()).toBeLessThan(nextcall.getTime() + 60_000 - nextcall.getTimezoneOffset() * 60_000);
    const [message] = server.messages;
    expect(linesOf('route')).toContain(`bounces go to ${message?.from} (envelope sender)`);
    // Whether a name stands in quotes is a matter of who writes the header.
    expect(linesOf('route').replaceAll(`"`, '')).toContain(
      `recipients see From ${message?.headerFrom?.replaceAll(`"`, '')}`,
    );
  });
});
