import { describe, expect, test } from 'vitest';
import { openOdoo } from '../../../source/services/odoo/odoo.ts';
import { hasRealDatabase, loadRealDatabase, seriesUnderTest } from '../../support/postgres.ts';
import { connect } from './connect.ts';
import { everyReader } from './every-reader.ts';
import { queueCronId } from './open.ts';

const needsDump = { meta: { needs: 'a dump of a real Odoo of that version' } };

describe.each(seriesUnderTest)('a real Odoo %i', (series) => {
  test.runIf(hasRealDatabase(series))('every reader makes sense of what a real server wrote', needsDump, async () => {
    const real = await loadRealDatabase(series);
    const odoo = await openOdoo(await connect(real.dsn));
    const rows = await real.query<{ id: number; state: string; failure_reason: string | null }>(
      'select id, state, failure_reason from mail_mail order by id desc',
    );
    const ids = rows.map(({ id }) => id);
    for (const [name, read] of Object.entries(everyReader(odoo, ids, await queueCronId(odoo)))) {
      await expect(read(), name).resolves.not.toThrow();
    }

    expect(odoo.version.text).toBe(`${series}.0`);
    const mails = await odoo.mails(ids);
    expect(mails.map(({ id, state }) => [id, state])).toEqual(rows.map(({ id, state }) => [id, state]));
    expect(mails.every(({ date, createdAt }) => date instanceof Date && createdAt instanceof Date)).toBe(true);
    expect(mails.map(({ failureReason }) => failureReason)).toEqual(rows.map((row) => row.failure_reason));
    await expect(odoo.queueCron()).resolves.toMatchObject({
      by: 'external-id',
      cron: { name: 'Mail: Email Queue Manager', interval: { number: 1, type: 'hours' } },
    });
  });

  test.runIf(hasRealDatabase(series))(
    'who was served of two partners is told as the real server left it',
    needsDump,
    async () => {
      const real = await loadRealDatabase(series);
      const odoo = await openOdoo(await connect(real.dsn));
      const rows = await real.query<{ id: number }>('select id from mail_mail');
      const recipients = await odoo.recipients(rows.map(({ id }) => id));

      expect(recipients.length).toBeGreaterThan(5);
      expect(recipients.some(({ address }) => address === null)).toBe(true);
      expect(recipients.some(({ notification }) => notification?.status === 'exception')).toBe(true);
    },
  );

  test.runIf(hasRealDatabase(series))('the servers come with host, port and encryption', needsDump, async () => {
    const real = await loadRealDatabase(series);
    const odoo = await openOdoo(await connect(real.dsn));
    const servers = await odoo.mailServers();

    expect(servers.length).toBeGreaterThan(20);
    expect(servers.every(({ host, port }) => host !== null && port !== null)).toBe(true);
    expect(new Set(servers.map(({ encryption }) => encryption))).toEqual(
      new Set(['none', 'starttls', 'ssl', ...(series >= 19 ? ['starttls_strict', 'ssl_strict'] : [])]),
    );
  });
});
