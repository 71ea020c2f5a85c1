import { expect, test } from 'vitest';
import { cronCause } from '../../../../source/causes/cron/index.ts';
import { activate } from '../../../../source/causes/cron/remedies/activate-cron-remedy.ts';
import { wake } from '../../../../source/causes/cron/remedies/wake-queue-remedy.ts';
import { lookAt, mend } from '../../../support/mend.ts';
import { outerSeries } from '../../../support/postgres.ts';
import { openSickWorld, type SickWorld } from '../../../support/sick-world.ts';

const waiting = 40;

const openLimited = async (series: (typeof outerSeries)[number]): Promise<SickWorld> => {
  const world = await openSickWorld({ series, scenario: 'rate-limit' });
  await world.database.query(
    `delete from mail_mail where state = 'outgoing' and id not in
      (select id from mail_mail where state = 'outgoing' order by id limit $1)`,
    [waiting],
  );
  return world;
};

const heldRows = (world: SickWorld) =>
  world.database.query(`select id from mail_mail where state = 'outgoing' and scheduled_date is not null`);

test.each(outerSeries.flatMap((series) => [[series, 'wake', wake] as const, [series, 'activate', activate] as const]))(
  'Odoo %i: mails that a limit would refuse are held when the queue is to run (%s), unless a person says otherwise',
  { timeout: 60_000 },
  async (series, name, remedy) => {
    const world = await openLimited(series);
    if (name === 'activate') await world.database.query('update ir_cron set active = false');
    const [input] = await remedy.inputs(await world.checkContext(), null);
    expect(input).toMatchObject({ name: 'failing', choices: ['hold', 'send'], suggestion: 'hold' });

    const alarm = expect.stringMatching(/^40 waiting mails would fail if Odoo sent now\. Mail server ".*daily limit/);
    const { plan } = await mend(world, {
      cause: cronCause,
      remedy,
      texts: { failing: 'hold' },
      // A call in 14 is the date of the next run, and stays.
      look: lookAt(world, ['mail_mail']),
    });
    expect(plan.warnings[0]).toEqual(alarm);
    expect(plan.warnings[1]).toMatch(/^40 waiting mails of mail server ".*" are held until/);
    const rows = plan.transactions.flat().flatMap((step) => (step.kind === 'update-rows' ? step.rows : []));
    expect(rows.filter(({ after }) => 'scheduled_date' in after)).toHaveLength(waiting);

    const values = { texts: { failing: 'send' }, secrets: {} };
    const sending = await remedy.plan(await world.checkContext(), { subject: null, values });
    expect(sending.warnings[0]).toEqual(alarm);
    expect(JSON.stringify(sending.transactions)).not.toContain('scheduled_date');
    expect(await heldRows(world)).toEqual([]);
  },
);

test.each(outerSeries)('Odoo %i: nothing is asked where no waiting mail would fail', async (series) => {
  const world = await openSickWorld({ series, scenario: 'healthy' });
  expect(await wake.inputs(await world.checkContext(), null)).toEqual([]);
});
