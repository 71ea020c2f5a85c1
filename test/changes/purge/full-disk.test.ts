import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { listChanges } from '../../../source/changes/list-changes.ts';
import { applyPurge } from '../../../source/changes/purge/apply-purge.ts';
import { planPurge } from '../../../source/changes/purge/plan-purge.ts';
import { createDemoDatabase } from '../../support/postgres.ts';
import { readEverything } from '../../support/read-everything.ts';
import { openChanges, temporaryFolder } from '../open-changes.ts';

const run = promisify(execFile);

/** A folder on a disk of its own that holds 128 KiB, or undefined where we may not mount one. */
const mountSmallDisk = async (): Promise<string | undefined> => {
  const folder = await temporaryFolder();
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder]);
  } catch {
    return undefined;
  }
  onTestFinished(async () => {
    await run('umount', [folder]);
  });
  return folder;
};

test('a disk that is full before the archive is written whole: nothing is deleted, and a sentence says so', async ({
  skip,
}) => {
  const stateHome = await mountSmallDisk();
  if (stateHome === undefined) return skip('the right to mount a file system');
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const [mail] = await database.query<{ id: number; message: number }>(
    `select id, mail_message_id as message from mail_mail where state = 'exception' and not is_notification limit 1`,
  );
  const noise = randomBytes(400 * 1_024).toString('hex');
  await database.query(`
    insert into ir_attachment (id, name, type, res_model, res_id, db_datas)
      values (900001, 'large', 'binary', 'mail.message', ${mail?.message}, '\\x${noise}');
    insert into message_attachment_rel values (${mail?.message}, 900001)`);
  const changes = await openChanges(database.dsn, { stateHome });
  const before = await readEverything(database);
  const { plan, ...preview } = await planPurge({ odoo: changes.odoo, filestore: undefined }, [mail?.id ?? 0], {
    signal: new AbortController().signal,
  });
  if (plan === undefined) throw new Error('there is nothing to delete');

  expect(await applyPurge({ ...preview, plan }, undefined, changes, { deadlineMs: 1_000 })).toMatchObject({
    kind: 'not-done',
    message: expect.stringMatching(/disk is full.*nothing was deleted/),
  });

  expect(await readEverything(database)).toEqual(before);
  expect(await listChanges(changes)).toMatchObject([{ action: 'purge', state: 'not-applied' }]);
});
