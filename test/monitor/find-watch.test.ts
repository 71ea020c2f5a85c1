import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findWatch } from '../../source/monitor/find-watch.ts';
import { freshNotifier } from '../../source/monitor/notify/outbox.ts';
import type { MonitorState } from '../../source/monitor/state.ts';
import { writeState } from '../../source/monitor/state-file.ts';
import { stateFileName } from '../../source/monitor/state-path.ts';
import { freshDatabase } from '../../source/monitor/take-look.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const here = { host: '127.0.0.1', port: 5432 } as const;
const wanted = { ...here, database: 'acme' };
const lookedAt = new Date('2026-11-28T12:00:00Z');

const stateOf = (names: readonly string[], at = lookedAt): MonitorState => ({
  since: 0,
  databases: Object.fromEntries(names.map((name) => [name, { ...freshDatabase, triedAt: at.getTime() }])),
  notifiers: { mail: { ...freshNotifier, trouble: 'it is full' } },
});

let folders = 0;
const folderWith = async (files: Readonly<Record<string, MonitorState | string>>): Promise<string> => {
  folders += 1;
  const folder = join(root, String(folders));
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) {
    if (typeof content === 'string') await writeFile(join(folder, name), content);
    else await writeState(join(folder, name), content);
  }
  return folder;
};

test('the monitor of exactly this database is found, with whom it tells', async () => {
  const name = stateFileName({ ...here, databases: ['acme'] });
  const folder = await folderWith({ [name]: stateOf(['acme']), 'accepted-logins.json': '{}' });
  expect(await findWatch([join(root, 'nowhere'), folder], wanted)).toEqual({
    kind: 'watched',
    path: join(folder, name),
    lookedAt,
    trouble: null,
    notifiers: [{ name: 'mail', trouble: 'it is full' }],
  });
});

test('one of all databases counts, and of several the one that looked last', async () => {
  const all = stateFileName({ ...here, databases: 'all' });
  const several = stateFileName({ ...here, databases: ['acme', 'beta'] });
  const folder = await folderWith({
    [all]: stateOf(['acme', 'beta'], new Date('2026-11-28T11:00:00Z')),
    [several]: stateOf(['acme', 'beta']),
  });
  expect(await findWatch([folder], wanted)).toMatchObject({ kind: 'watched', path: join(folder, several) });
});

test('a database of that name on a server that goes by another name may be another', async () => {
  const name = stateFileName({ host: 'db.internal', port: 5432, databases: ['acme'] });
  const folder = await folderWith({ [name]: stateOf(['acme']) });
  expect(await findWatch([folder], wanted)).toEqual({ kind: 'perhaps', path: join(folder, name) });
});

test('a monitor of other databases is none, and a file that is no state is told of', async () => {
  const name = stateFileName({ ...here, databases: ['beta'] });
  expect(await findWatch([await folderWith({ [name]: stateOf(['beta']) })], wanted)).toMatchObject({ kind: 'none' });
  const broken = await folderWith({ [name]: 'not json' });
  expect(await findWatch([broken], wanted)).toMatchObject({ kind: 'unread', why: 'it holds no state of a monitor' });
});
