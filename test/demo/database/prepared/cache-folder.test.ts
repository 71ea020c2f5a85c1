import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCacheFolder } from '../../../../source/demo/database/prepared/cache-folder.ts';
import { temporaryFolder } from '../../../changes/open-changes.ts';

test('it is in XDG_CACHE_HOME, or else in .cache of the home folder, and for nobody else', async () => {
  const home = await temporaryFolder();
  const folder = await findCacheFolder({ HOME: home });
  expect(folder).toBe(join(home, '.cache', 'odoo-mail-doctor'));
  expect((await stat(folder ?? '')).mode & 0o777).toBe(0o700);
  expect(await findCacheFolder({ HOME: home })).toBe(folder);
  const caches = await temporaryFolder();
  expect(await findCacheFolder({ HOME: home, XDG_CACHE_HOME: caches })).toBe(join(caches, 'odoo-mail-doctor'));
});

test.each<[string, (home: string) => Promise<NodeJS.ProcessEnv>]>([
  ['no home', async () => ({})],
  ['an empty home', async () => ({ HOME: '' })],
  ['a home that is not there', async (home) => ({ HOME: join(home, 'gone') })],
  ['a home in /proc', async () => ({ HOME: '/proc/self' })],
  [
    'a folder where others may write',
    async (home) => {
      await chmod(home, 0o777);
      return { HOME: home };
    },
  ],
  [
    'one of ours below it where others may write',
    async (home) => {
      await mkdir(join(home, 'odoo-mail-doctor'));
      await chmod(join(home, 'odoo-mail-doctor'), 0o777);
      return { XDG_CACHE_HOME: home };
    },
  ],
  [
    'a file in its place',
    async (home) => {
      await writeFile(join(home, '.cache'), '');
      return { HOME: home };
    },
  ],
])('nothing is kept with %s', async (_what, make) => {
  expect(await findCacheFolder(await make(await temporaryFolder()))).toBeUndefined();
});
