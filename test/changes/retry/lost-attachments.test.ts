import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { findLosses, hasLostContent } from '../../../source/changes/retry/lost-attachments.ts';
import { planRetry } from '../../../source/changes/retry/plan-retry.ts';
import { type RetryOptions, usualMaxAgeMs } from '../../../source/changes/retry/retry-options.ts';
import { forcedReasons } from '../../../source/changes/retry/set-aside.ts';
import { type Filestore, openFilestore } from '../../../source/services/host/filestore.ts';
import type { SmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { createConsoleOdoo, failMail } from '../console-odoo.ts';
import { temporaryFolder } from '../open-changes.ts';
import { openRetryWorld } from '../open-retry-world.ts';

const { signal } = new AbortController();
const usual: RetryOptions = { include: new Set(), maxAgeMs: usualMaxAgeMs, canary: false };

describe('an attachment', () => {
  const lost = new Set(['ab/abcdef']);
  it.each([
    ['whose file is gone', { kind: 'filestore', path: 'ab/abcdef' }, 5, true],
    ['whose file is there', { kind: 'filestore', path: 'ab/other' }, 5, false],
    ['in the database', { kind: 'database' }, 5, false],
    ['that is a link', { kind: 'link', url: 'https://acme.example/ab/abcdef' }, 5, false],
    ['that lies nowhere', { kind: 'empty' }, 5, true],
    ['that lies nowhere, however small', { kind: 'empty' }, 1, true],
    ['that always was empty', { kind: 'empty' }, 0, false],
    ['whose size nobody noted', { kind: 'empty' }, null, false],
  ] as const)('%s has lost its content: %#', (_name, content, size, expected) => {
    expect(hasLostContent({ content, size }, lost)).toBe(expected);
  });
});

test('mails are told to have lost an attachment by their own attachments alone', async () => {
  const empty = (mailId: number) => ({
    mailId,
    id: 1,
    name: 'invoice.pdf',
    mimeType: null,
    size: 9,
    content: { kind: 'empty' } as const,
  });
  const world = { filestore: undefined };
  expect(await findLosses([{ id: 1 }, { id: 2 }], [empty(2), empty(3)], world, { signal })).toEqual([2]);
  expect(await findLosses([{ id: 1 }], [], world, { signal })).toEqual([]);
});

/** A failed mail with one file, stored under that name. */
const failWithFile = async (odoo: SmallOdoo, storedAs: string): Promise<number> => {
  const mail = await failMail(odoo, { emailTo: 'ann@customer.example', attachmentBytes: 5 });
  await odoo.database.query(
    `update ir_attachment set store_fname = $2 where id in (
       select r.attachment_id from message_attachment_rel r join mail_mail m on m.mail_message_id = r.message_id
       where m.id = $1)`,
    [mail, storedAs],
  );
  return mail;
};

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  const start = async () => {
    const odoo = await createConsoleOdoo(series);
    const [whole, lost] = [await failWithFile(odoo, 'ab/abcdef'), await failWithFile(odoo, 'cd/cdef01')];
    const plain = await failMail(odoo, { emailTo: 'bob@customer.example' });
    const filestore = openFilestore(await temporaryFolder(), odoo.database.name);
    const plan = async (given: { readonly filestore?: Filestore } = {}, options: Partial<RetryOptions> = {}) =>
      planRetry(
        await openRetryWorld(odoo.database.dsn, given),
        [whole, lost, plain],
        { ...usual, ...options },
        { signal },
      );
    return { whole, lost, plain, filestore, plan };
  };
  const fill = async ({ folder }: Filestore): Promise<void> => {
    await mkdir(join(folder, 'ab'), { recursive: true });
    await writeFile(join(folder, 'ab', 'abcdef'), 'hello');
  };

  test('a failed mail that lost its attachment is not sent with an empty one, unless asked for', async () => {
    const { whole, lost, plain, filestore, plan } = await start();
    await fill(filestore);
    const preview = await plan({ filestore });
    expect(preview.setAside).toMatchObject([{ reason: 'lost-attachment', ids: [lost] }]);
    expect(new Set(preview.ids)).toEqual(new Set([whole, plain]));
    const included = await plan({ filestore }, { include: new Set(['lost-attachment']) });
    expect(included.ids).toHaveLength(3);
    expect((await plan({ filestore }, { include: new Set(forcedReasons) })).ids).toHaveLength(2);
  });

  test('none is held back where the filestore cannot be seen', async () => {
    const { filestore, plan } = await start();
    expect((await plan()).ids).toHaveLength(3);
    expect((await plan({ filestore })).ids).toHaveLength(3);
  });
});
