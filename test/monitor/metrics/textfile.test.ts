import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkTextfileName, tryTextfile, writeTextfile } from '../../../source/monitor/metrics/textfile.ts';

test('a file is written whole in place of the one before, and everybody may read it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  const path = join(folder, 'odoo.prom');
  const umask = process.umask(0o077);
  try {
    await tryTextfile(path);
    expect(await readdir(folder)).toEqual([]);
    await writeTextfile(path, 'one\n');
    const first = await stat(path);
    await writeTextfile(path, 'two\n');
    const second = await stat(path);
    expect(await readFile(path, 'utf8')).toBe('two\n');
    // Another file took the name: whoever had the first one open reads it to its end.
    expect(second.ino).not.toBe(first.ino);
    expect(second.mode & 0o777).toBe(0o644);
    expect(await readdir(folder)).toEqual(['odoo.prom']);
  } finally {
    process.umask(umask);
  }
});

test('what cannot be written leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  await expect(tryTextfile(join(folder, 'none', 'odoo.prom'))).rejects.toThrow('ENOENT');
  await expect(writeTextfile(folder, 'page\n')).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});

test.each(['/x/odoo.prom', 'a.b.prom'])('%s is a name that node_exporter reads', (path) => {
  expect(() => checkTextfileName(path)).not.toThrow();
});

test.each(['/x/odoo.txt', '/x/.prom', '/x/odoo', '/x/odoo.prom/'])('%s is none', (path) => {
  expect(() => checkTextfileName(path)).toThrow('node_exporter reads no file called');
});
