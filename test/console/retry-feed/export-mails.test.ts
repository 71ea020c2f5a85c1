import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportMails } from '../../../source/console/retry-feed/export-mails.ts';
import { type Odoo, openOdoo } from '../../../source/services/odoo/odoo.ts';
import { temporaryFolder } from '../../changes/open-changes.ts';
import { createDemoDatabase } from '../../support/postgres.ts';
import { openSession } from '../../support/session.ts';

const at = new Date('2026-05-01T08:30:15Z');
const name = 'odoo-mails-20260501T083015.csv';
const { signal } = new AbortController();

/** The mails of the demo, more than are exported at once, and what is done before each piece of them is read. */
const open = async (beforePiece: () => Promise<void> = async () => undefined) => {
  const { dsn } = await createDemoDatabase();
  const odoo = await openOdoo(openSession(dsn));
  const ids = Array.from({ length: 1_001 }, (_, index) => index + 1);
  const watched: Odoo = {
    ...odoo,
    async mails(some, options) {
      await beforePiece();
      return odoo.mails(some, options);
    },
  };
  return { odoo: watched, ids };
};

test('a file has its name once it is whole: whoever is killed before leaves one that says it is a part', async () => {
  const folder = await temporaryFolder();
  const seen: string[][] = [];
  const { odoo, ids } = await open(async () => void seen.push(await readdir(folder)));
  const { path, written } = await exportMails({ odoo, folder, at }, ids, { signal });
  expect(seen).toEqual([[`${name}.part`], [`${name}.part`]]);
  expect(path).toBe(join(folder, name));
  expect(await readdir(folder)).toEqual([name]);
  expect((await readFile(path, 'utf8')).trim().split('\r\n')).toHaveLength(written + 1);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test.each([
  ['before it begins', name, name],
  ['while it is written', `${name}.part`, name],
])('a file that was there %s is not written over, and said', async (_when, taken, told) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, taken), 'precious');
  const { odoo, ids } = await open();
  await expect(exportMails({ odoo, folder, at }, ids, { signal })).rejects.toThrow(`${told} is there already`);
  expect(await readdir(folder)).toEqual([taken]);
  expect(await readFile(join(folder, taken), 'utf8')).toBe('precious');
});

test('one that fails half-way leaves nothing', async () => {
  const folder = await temporaryFolder();
  let pieces = 0;
  const { odoo, ids } = await open(async () => {
    pieces += 1;
    if (pieces === 2) throw new Error('the database went away');
  });
  await expect(exportMails({ odoo, folder, at }, ids, { signal })).rejects.toThrow('the database went away');
  expect(await readdir(folder)).toEqual([]);
});
