import { describe, expect, test } from 'vitest';
import { forecastRetry } from '../../../source/changes/retry/forecast-retry.ts';
import { planRetry } from '../../../source/changes/retry/plan-retry.ts';
import { usualMaxAgeMs } from '../../../source/changes/retry/retry-options.ts';
import { groupFailures } from '../../../source/domain/replies/groups.ts';
import { startBehaviour } from '../../demo/smtp/start-behaviour.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { createConsoleOdoo, failMail } from '../console-odoo.ts';
import { openRetryWorld } from '../open-retry-world.ts';

const signal = new AbortController().signal;
const usual = { include: new Set<never>(), maxAgeMs: usualMaxAgeMs, canary: true };
const unknownUser = `SMTPRecipientsRefused: {'bob@customer.example': (550, b'5.1.1 User unknown')}`;

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('what is foreseen is what a retry does with each class', async () => {
    const server = await startBehaviour('good');
    const odoo = await createConsoleOdoo(series);
    await odoo.addServer({ port: server.port });
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const bob = await odoo.addPartner('Bob', 'bob@customer.example');
    const fail = async (text: string, partner = ann): Promise<{ readonly id: number; readonly text: string }> => {
      const id = await failMail(odoo, { partners: [partner] });
      await odoo.database.query('update mail_mail set failure_reason = $2, write_date = now() where id = $1', [
        id,
        text,
      ]);
      return { id, text };
    };
    const failures = [
      await fail('111\nConnection refused'),
      await fail(unknownUser, bob),
      await fail(`SMTPDataError: (554, b'5.7.1 Message contains spam or virus')`),
      await fail('Something that nobody has ever seen'),
    ];
    const world = await openRetryWorld(odoo.database.dsn);

    const groups = groupFailures(failures);
    const forecast = await forecastRetry(world, groups, { signal });
    const { ids, setAside } = await planRetry(
      world,
      failures.map(({ id }) => id),
      usual,
      { signal },
    );

    expect(forecast).toHaveLength(groups.length);
    for (const { class: name, taken, left } of forecast ?? []) {
      const theirs = new Set(groups.find((group) => group.class === name)?.stories.flatMap((story) => story.ids));
      expect([name, taken]).toEqual([name, ids.filter((id) => theirs.has(id)).length]);
      const stay = setAside.flatMap((group) => group.ids).filter((id) => theirs.has(id));
      expect(left.reduce((sum, { mails }) => sum + mails, 0)).toBe(stay.length);
    }
    expect(forecast?.reduce((sum, { taken }) => sum + taken, 0)).toBe(1);
  });

  test('of a copy that must not send nothing is foreseen', async () => {
    const odoo = await createConsoleOdoo(series);
    await odoo.database.query(
      `insert into ir_config_parameter (key, value) values ('database.is_neutralized', 'True')`,
    );
    const world = await openRetryWorld(odoo.database.dsn);
    expect(await forecastRetry(world, groupFailures([{ id: 1, text: 'No' }]), { signal })).toBeUndefined();
  });
});
