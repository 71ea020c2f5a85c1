import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cronCause } from '../../../source/causes/cron/index.ts';
import { releaseLock } from '../../../source/causes/cron/remedies/release-lock-remedy.ts';
import { readVitals } from '../../../source/queue/vitals.ts';
import { complaintsOf, runCause } from '../../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../../support/sick-world.ts';

const queue = `(select res_id from ir_model_data where module = 'mail' and name = 'ir_cron_mail_scheduler_action')`;
const others = `(select array_agg(id order by id) from ir_cron where id <> ${queue})`;

/** The table of OCA's base_cron_exclusion: the queue must not run with the first two of the other actions. */
const install = `
  create table ir_cron_exclusion (ir_cron1_id int, ir_cron2_id int);
  insert into ir_cron_exclusion values (${queue}, ${others}[1]), (${others}[2], ${queue})`;

const hold = async (world: SickWorld, statement: string): Promise<void> => {
  const client = new Client({ connectionString: world.database.dsn, application_name: `odoo-${process.pid}` });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('begin');
  await client.query(statement);
};

const open = async (series: 14 | 17) => {
  const world = await openSickWorld({ series, scenario: 'healthy' });
  await world.database.query(install);
  const rows = await world.database.query(
    `select id, cron_name as name, id = ${queue} as is_queue from ir_cron order by id`,
  );
  const actions = rows.map(({ id, name, is_queue }) => ({
    id: Number(id),
    name: String(name),
    isQueue: is_queue === true,
  }));
  const [queueId] = actions.flatMap(({ id, isQueue }) => (isQueue ? [id] : []));
  const [first, second] = actions.filter(({ isQueue }) => !isQueue);
  if (queueId === undefined || first === undefined || second === undefined) throw new Error('too few actions');
  /** As the module locks what must not run. */
  const lock = `select id from ir_cron where active and id in (${queueId}) for update`;
  return { world, queueId, first, second, lock };
};

describe.each([14, 17] as const)("Odoo %i with OCA's base_cron_exclusion", (series) => {
  test('the action that runs is named, and nobody is said to be sending', async () => {
    const { world, second, lock, first } = await open(series);
    await hold(world, lock);
    await hold(world, `select id from ir_cron where id = ${second.id} for no key update`);
    const context = await world.checkContext();
    const found = await runCause(context, cronCause);

    expect(complaintsOf(found)).toEqual([]);
    expect(found.get('cron.due')?.summary).toContain(`waits until the scheduled action "${second.name}" has ended`);
    const summary = found.get('cron.lock')?.summary;
    expect(summary).toContain(`"${second.name}" must not run at the same time`);
    expect(summary).not.toContain(`"${first.name}"`);
    expect(summary).not.toContain('working on the queue');
    await expect(
      releaseLock.plan(context, { subject: null, values: { texts: { pid: '1' }, secrets: {} } }),
    ).rejects.toThrow(/Nobody sends/);
    const { odoo, target, sight, signal } = context;
    await expect(readVitals(odoo, { wanted: target.address, sight }, { signal })).resolves.toMatchObject({
      runsNow: false,
    });
  });

  test('where none is seen to run, all that may be meant are named', async () => {
    const { world, first, second, lock } = await open(series);
    await hold(world, lock);

    expect((await runCause(await world.checkContext(), cronCause)).get('cron.lock')?.summary).toContain(
      `because one of the scheduled actions "${first.name}", "${second.name}" must not run`,
    );
  });

  test('a run of the queue itself stays one, whichever way Odoo took it up', async () => {
    for (const take of ['where id = ID for no key update', 'where id in (ID) limit 1 for no key update skip locked']) {
      const { world, queueId } = await open(series);
      await hold(world, `select id from ir_cron ${take.replace('ID', String(queueId))}`);

      expect((await runCause(await world.checkContext(), cronCause)).get('cron.lock')?.summary).toContain(
        'has been working on the queue',
      );
    }
  });
});
