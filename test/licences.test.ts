import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeLicences } from '../licences.ts';

test('every bundled package stands once in the notices, with its version, licence and texts, and ours not at all', async () => {
  const root = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  await write('node_modules/plain/package.json', '{"name":"plain","version":"1.2.3","license":"MIT"}');
  await write('node_modules/plain/LICENSE.md', 'Copyright (c) Ann\n');
  await write('node_modules/plain/NOTICE', 'Notice of Ann');
  await write('node_modules/plain/licenses.js', 'no licence');
  await write(
    'node_modules/@scope/old/package.json',
    '{"name":"@scope/old","version":"2.0.0","author":{"name":"Bob"}}',
  );
  await write('node_modules/told/package.json', '{"name":"told","version":"3.0.0","license":"MIT","author":"Eve"}');
  await write('node_modules/told/README.md', '# told\n\n## License\n\nMIT © Eve\n\n## More\n\nother text\n');
  await write(
    'node_modules/plain/node_modules/old/package.json',
    '{"name":"old","version":"1.0.0","license":{"type":"ISC"}}',
  );
  const inputs = [
    'source/cli.ts',
    'node_modules/plain/index.js',
    'node_modules/plain/lib/more.js',
    'node_modules/@scope/old/index.js',
    'node_modules/plain/node_modules/old/index.js',
    'node_modules/told/index.js',
  ].map((path) => join(root, path));
  const file = join(root, 'THIRD-PARTY.txt');
  await writeLicences(inputs, file);
  const text = await readFile(file, 'utf8');
  expect(text).toContain('holds parts of these 4 packages');
  expect(text).toMatch(/plain 1\.2\.3 \(MIT\)\n\nCopyright \(c\) Ann\n\nNotice of Ann\n/);
  expect(text).toMatch(/@scope\/old 2\.0\.0 \(licence not stated\)\n\nCopyright: Bob\./);
  expect(text).toContain('old 1.0.0 (ISC)');
  expect(text).toMatch(/told 3\.0\.0 \(MIT\)\n\nMIT © Eve\n/);
  expect(text).not.toContain('other text');
  expect(text).not.toContain('no licence\n');
});
