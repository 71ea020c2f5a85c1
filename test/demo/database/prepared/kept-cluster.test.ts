import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openKeptCluster } from '../../../../source/demo/database/prepared/kept-cluster.ts';
import { temporaryFolder } from '../../../changes/open-changes.ts';

const monday = new Date('2026-05-04T12:00:00Z');
const later = (days: number): Date => new Date(monday.getTime() + days * 24 * 3_600_000);
const kind = { use: '18', key: 'aa' };

test('what was kept is read for a week', async () => {
  const kept = openKeptCluster(await temporaryFolder(), kind);
  expect(await kept.read(monday)).toBeUndefined();
  await kept.write(Buffer.from('pages'), monday);
  expect(await kept.read(monday)).toEqual(Buffer.from('pages'));
  expect(await kept.read(later(6.9))).toEqual(Buffer.from('pages'));
  expect(await kept.read(later(7))).toBeUndefined();
  // The clock was put back: its mails would be of the future.
  expect(await kept.read(later(-0.1))).toBeUndefined();
});

test('the newest of two is read, and one of another content or another use never', async () => {
  const folder = await temporaryFolder();
  await openKeptCluster(folder, kind).write(Buffer.from('old'), monday);
  const [name = ''] = await readdir(folder);
  const old = await readFile(join(folder, name));
  await openKeptCluster(folder, kind).write(Buffer.from('new'), later(1));
  await writeFile(join(folder, name), old);
  expect(await openKeptCluster(folder, kind).read(later(2))).toEqual(Buffer.from('new'));
  expect(await openKeptCluster(folder, { ...kind, key: 'a' }).read(later(2))).toBeUndefined();
  expect(await openKeptCluster(folder, { ...kind, use: '1' }).read(later(2))).toBeUndefined();
});

test('a new one takes the place of all of its use, and what another start is writing stays', async () => {
  const folder = await temporaryFolder();
  await openKeptCluster(folder, { use: '17', key: 'bb' }).write(Buffer.from('17'), monday);
  await openKeptCluster(folder, { use: '18', key: 'cc' }).write(Buffer.from('other content'), monday);
  const [written, left] = ['demo-18-aa-1.zst.1f2e3d4c.part', 'demo-18-aa-1.zst.5b6a7988.part'];
  for (const name of [written, left, 'v24.21.0']) await writeFile(join(folder, name), '');
  await utimes(join(folder, left), new Date(0), new Date(0));
  await openKeptCluster(folder, kind).write(Buffer.from('18'), later(1));
  const stamp = (at: Date): number => at.getTime() / 1_000;
  const names = [`demo-17-bb-${stamp(monday)}.zst`, `demo-18-aa-${stamp(later(1))}.zst`, written, 'v24.21.0'];
  expect(new Set(await readdir(folder))).toEqual(new Set(names));
});

test('one that was damaged, and a folder that cannot be written, are as if there were none', async () => {
  const folder = await temporaryFolder();
  const kept = openKeptCluster(folder, kind);
  await kept.write(Buffer.alloc(100_000, 'pages'), monday);
  const [name = ''] = await readdir(folder);
  const whole = await readFile(join(folder, name));
  await writeFile(join(folder, name), whole.subarray(0, whole.length - 3));
  expect(await kept.read(monday)).toBeUndefined();
  await kept.forget();
  expect(await readdir(folder)).toEqual([]);
  const gone = openKeptCluster(join(folder, 'gone'), kind);
  await gone.write(Buffer.from('pages'), monday);
  await gone.forget();
  expect(await gone.read(monday)).toBeUndefined();
});
