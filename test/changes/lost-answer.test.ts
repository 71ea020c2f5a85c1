import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import { Writer } from '../../source/services/postgres/writer.ts';
import { createDemoDatabase } from '../support/postgres.ts';
import { openChanges } from './open-changes.ts';
import { planOf, planUpdate, readTexts } from './plans.ts';

/** A line to the server that can be told to break as soon as the server answers once more. */
const openLine = async (dsn: string) => {
  const { hostname, port } = new URL(dsn);
  const sockets = new Set<Socket>();
  let breaksNext = false;
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    near.pipe(far);
    far.on('data', (answer) => {
      if (!breaksNext) return near.write(answer);
      breaksNext = false;
      far.destroy();
      return near.destroy();
    });
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    line.close();
  });
  const url = new URL(dsn);
  url.host = `127.0.0.1:${(line.address() as AddressInfo).port}`;
  return {
    dsn: url.href,
    breakAtNextAnswer() {
      breaksNext = true;
    },
  };
};

test('a commit whose answer is lost is asked about: what it wrote is told, and can be taken back', async () => {
  const database = await createDemoDatabase();
  const before = await readTexts(database, 'ir_cron');
  const line = await openLine(database.dsn);
  const changes = await openChanges(database.dsn, {
    openWriter: (name) =>
      Writer.open(
        async () => {
          const client = new Client({ connectionString: line.dsn, pipeline: true });
          client.on('error', () => undefined);
          await client.connect();
          return client;
        },
        { name },
      ),
  });
  const plan = planOf([await planUpdate(database, 'ir_cron', 'true', { active: 'false' })]);

  const result = await applyPlan(plan, changes, {
    deadlineMs: 1_000,
    onProgress: ({ kind }) => {
      if (kind === 'committing') line.breakAtNextAnswer();
    },
  });

  expect(result).toMatchObject({ kind: 'in-part', rows: before.length, why: { why: 'no-connection' } });
  expect(await readTexts(database, 'ir_cron')).not.toEqual(before);
  expect(await undoEntry(undefined, changes, { deadlineMs: 1_000 })).toMatchObject({ kind: 'undone' });
  expect(await readTexts(database, 'ir_cron')).toEqual(before);
});
