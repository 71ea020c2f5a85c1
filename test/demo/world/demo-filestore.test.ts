import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeFilestore } from '../../../source/demo/world/demo-filestore.ts';
import { createDemoDatabase } from '../../support/postgres.ts';

test('whatever a sent mail had attached lies in the filestore, under the name of its content and in its size', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFilestore(folder, 'acme');
  const database = await createDemoDatabase({ scenario: 'healthy' });
  const files = await database.query<{ path: string; checksum: string; size: number }>(
    `select distinct store_fname as path, checksum, file_size as size from ir_attachment where store_fname is not null`,
  );

  expect(files.length).toBeGreaterThan(1);
  for (const { path, checksum, size } of files) {
    const file = join(folder, 'filestore', 'acme', path);
    expect((await stat(file)).size).toBe(size);
    expect(
      createHash('sha1')
        .update(await readFile(file))
        .digest('hex'),
    ).toBe(checksum);
  }
});
