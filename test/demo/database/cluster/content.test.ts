import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startCluster } from '../../../../source/demo/database/cluster.ts';
import { withClient } from '../../../../source/demo/database/databases.ts';
import { completeOdooDatabase, createOdooHistory } from '../../../../source/demo/database/odoo-database.ts';
import { openKeptCluster } from '../../../../source/demo/database/prepared/kept-cluster.ts';
import { healthy } from '../../../../source/demo/scenarios/healthy-scenario.ts';
import { temporaryFolder } from '../../../changes/open-changes.ts';

vi.setConfig({ testTimeout: 120_000 });

const made = new Date('2026-05-04T09:17:23.456Z');
const later = new Date('2026-05-07T21:40:02.789Z');
const series = 18;

/** A start at `now` over the same folder; whether it had to write its history, and what it holds in the end. */
const startAt = async (now: Date, keptIn: string | undefined) => {
  const history = { name: 'acme', series, now, sentMails: 2_000 } as const;
  let isWritten = false;
  const cluster = await startCluster({
    content: {
      use: '18',
      key: 'aa',
      now,
      keptIn,
      leaveAfterMs: 0,
      async fill(address) {
        isWritten = true;
        await createOdooHistory(address, history);
      },
    },
  });
  onTestFinished(() => cluster.stop());
  const addresses = { smtpPort: () => 25 };
  await completeOdooDatabase({ ...history, cluster, scenario: healthy, addresses });
  const asked = `select count(*) filter (where date < $1::timestamp - interval '2 days')::int as older,
      array_agg(extract(epoch from $1::timestamp - date)::int order by id)
        filter (where date > $1::timestamp - interval '2 days') as recent,
      count(*) filter (where date > $1)::int as future,
      (select count(*)::int from ir_cron where nextcall <= $1 or lastcall > $1) as late
    from mail_message`;
  const { rows } = await withClient(cluster.dsn('acme'), (client) => client.query(asked, [now.toISOString()]));
  return { isWritten, content: rows[0], passwords: cluster.address.passwords };
};

test('a start takes over what an earlier one left, and its last days are as if all had been made now', async () => {
  const folder = await temporaryFolder();
  const first = await startAt(made, folder);
  await vi.waitFor(
    async () => expect((await readdir(folder)).filter((name) => name.endsWith('.zst'))).toHaveLength(1),
    20_000,
  );
  const second = await startAt(later, folder);
  expect([first.isWritten, second.isWritten]).toEqual([true, false]);
  expect(second.passwords).not.toEqual(first.passwords);
  const fresh = await startAt(later, undefined);
  expect(fresh.isWritten).toBe(true);
  expect(second.content).toEqual(fresh.content);
  expect(second.content).toMatchObject({ future: 0, late: 0 });
  const [name = ''] = await readdir(folder);
  expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

test('what an earlier start left and PostgreSQL cannot use is written anew, and replaced', async () => {
  const folder = await temporaryFolder();
  // An archive without a single file in it.
  const empty = Buffer.concat([Buffer.from([2, 0, 0, 0]), Buffer.from('[]')]);
  const probe = await startAt(made, folder);
  expect(probe.isWritten).toBe(true);
  await vi.waitFor(
    async () => expect((await readdir(folder)).filter((name) => name.endsWith('.zst'))).toHaveLength(1),
    20_000,
  );
  const [name = ''] = await readdir(folder);
  const [, key = ''] = /^demo-18-(.*)-\d+\.zst$/.exec(name) ?? [];
  await openKeptCluster(folder, { use: '18', key }).write(empty, made);
  await writeFile(join(folder, 'other'), '');
  expect((await startAt(made, folder)).isWritten).toBe(true);
});
