import { describe, expect, test } from 'vitest';
import { planRetry } from '../../../source/changes/retry/plan-retry.ts';
import type { OdooSight } from '../../../source/domain/odoo/running-odoo.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { createConsoleOdoo, failMail } from '../console-odoo.ts';
import { openListeningWorker } from '../listening-worker.ts';
import { openRetryWorld } from '../open-retry-world.ts';

const signal = new AbortController().signal;
const options = { include: new Set<never>(), maxAgeMs: Number.MAX_SAFE_INTEGER, canary: false };

const started = (databases: readonly string[]): OdooSight => ({
  servers: [
    {
      pid: 4711,
      pids: [4711],
      startedAt: new Date(),
      configuration: undefined,
      writtenAt: undefined,
      databases,
      host: '127.0.0.1',
      port: 1,
      unit: undefined,
    },
  ],
  others: [],
});

describe.each(seriesUnderTest.filter((series) => series >= 16))('Odoo %i', (series) => {
  test("another Odoo's cron worker on the same cluster runs nothing here", async () => {
    const odoo = await createConsoleOdoo(series);
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const mail = await failMail(odoo, { partners: [ann] });
    await openListeningWorker(odoo.database.dsn, series);
    const world = await openRetryWorld(odoo.database.dsn);
    const wake = async (sight: OdooSight | undefined) => {
      const { waking } = await planRetry({ ...world, seen: { ...world.seen, sight } }, [mail], options, { signal });
      return waking;
    };

    expect(await wake(started([world.seen.wanted.database]))).toMatchObject({ kind: 'woken' });
    expect(await wake(started(['another']))).toEqual({
      kind: 'asleep',
      why: 'Odoo is connected, but none of its processes runs scheduled actions',
    });
  });
});
