import { describe, expect, test } from 'vitest';
import { rateLimitCause } from '../../source/causes/rate-limit/index.ts';
import { limitBatch } from '../../source/causes/rate-limit/limit-batch-remedy.ts';
import { moveShare } from '../../source/causes/rate-limit/move-share-remedy.ts';
import { paceQueue } from '../../source/causes/rate-limit/pace-queue-remedy.ts';
import { readTexts } from '../changes/plans.ts';
import { mend } from '../support/mend.ts';
import { outerSeries } from '../support/postgres.ts';
import { openSickWorld } from '../support/sick-world.ts';

const subject = 'server:1';
/** Enough to see them spread; more cost time only. */
const waiting = 90;

describe.each(outerSeries)('Odoo %i', (series) => {
  test('what waits is spread under the limit once the allowance is back, or takes another server', {
    timeout: 60_000,
  }, async () => {
    const world = await openSickWorld({ series, scenario: 'rate-limit' });
    await world.database.query(
      `delete from mail_mail where state = 'outgoing' and id not in
        (select id from mail_mail where state = 'outgoing' order by id limit $1)`,
      [waiting],
    );
    const inputs = await paceQueue.inputs(await world.checkContext(), subject);
    const suggested = Object.fromEntries(inputs.map(({ name, suggestion = '' }) => [name, suggestion]));
    expect(suggested).toEqual({ perDay: '1800', startHours: '24' });
    const paced = await mend(world, {
      cause: rateLimitCause,
      remedy: paceQueue,
      subject,
      texts: suggested,
      look: () => readTexts(world.database, 'mail_mail', "state = 'outgoing'"),
    });
    expect(paced.plan.affects).toEqual({ count: waiting, noun: 'mail' });
    // 1 800 a day are 75 an hour: the second hour takes the rest.
    const times = paced.plan.transactions.flat().flatMap((step) => (step.kind === 'update-rows' ? step.rows : []));
    expect(new Set(times.map(({ after }) => after['scheduled_date'])).size).toBe(2);
    const calls = paced.plan.transactions.flat().filter(({ table }) => table === 'ir_cron_trigger');
    expect(calls).toHaveLength(series === 14 ? 0 : 2);
    expect(paced.findings.get('rate-limit.backlog')).toMatchObject({ status: 'ok' });

    const moved = await mend(world, {
      cause: rateLimitCause,
      remedy: moveShare,
      subject,
      texts: { server: 'server:2', percent: '100' },
      look: () => world.database.query('select id, mail_server_id from mail_message order by id'),
    });
    expect(moved.findings.get('rate-limit.backlog')).toMatchObject({ status: 'ok' });
  });

  test('the size of a batch is set and taken back', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const parameter = series >= 17 ? 'mail.mail.queue.batch.size' : 'mail.session.batch.size';
    const { plan } = await mend(world, {
      cause: rateLimitCause,
      remedy: limitBatch,
      texts: { parameter, size: '77' },
      look: () => world.database.query('select key, value from ir_config_parameter order by key'),
    });
    expect(plan.outside).toEqual([{ kind: 'signal-cache' }]);
  });
});
