import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packFolder, unpackFolder } from '../../source/lib/file-archive.ts';
import { temporaryFolder } from '../changes/open-changes.ts';

test('a folder is unpacked as it was packed, empty folders and rights with it, without what was left out', async () => {
  const from = await temporaryFolder();
  await mkdir(join(from, 'base', 'empty'), { recursive: true });
  await chmod(join(from, 'base', 'empty'), 0o750);
  await writeFile(join(from, 'base', 'page'), Buffer.from([0, 255, 10]));
  await writeFile(join(from, 'program'), 'run');
  await chmod(join(from, 'program'), 0o775);
  await writeFile(join(from, 'library.a'), 'left out');

  const bytes = packFolder(from, { choose: (path, mode) => (path.endsWith('.a') ? undefined : mode) });
  const to = join(await temporaryFolder(), 'new');
  unpackFolder(bytes, to);

  expect((await readdir(to, { recursive: true })).sort()).toEqual(['base', 'base/empty', 'base/page', 'program']);
  expect(await readFile(join(to, 'base', 'page'))).toEqual(Buffer.from([0, 255, 10]));
  expect((await stat(join(to, 'base', 'empty'))).mode & 0o777).toBe(0o750);
  expect((await stat(join(to, 'program'))).mode & 0o777).toBe(0o775);
});
