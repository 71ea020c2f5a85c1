import { execFileSync } from 'node:child_process';
import { lchown, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Filestore, openFilestore } from '../../../source/services/host/filestore.ts';

const content = Buffer.from('invoice');
const isRoot = process.getuid?.() === 0;
/** Whom nobody is. */
const odooAccount = 54_321;

interface Planted {
  readonly filestore: Filestore;
  /** A folder that is none of Odoo's, with the file `secret`. */
  readonly outside: string;
  /** A path below the filestore. */
  readonly at: (path: string) => string;
}

const plant = async (): Promise<Planted> => {
  const root = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const outside = join(root, 'outside');
  await mkdir(outside);
  await writeFile(join(outside, 'secret'), 'secret', { mode: 0o600 });
  await mkdir(join(root, 'data', 'filestore', 'acme', 'ab'), { recursive: true });
  const filestore = openFilestore(join(root, 'data'), 'acme');
  return { filestore, outside, at: (path) => join(filestore.folder, path) };
};

describe('what is in the filestore is read and put back', () => {
  test('a file that is there', async () => {
    const { filestore, at } = await plant();
    await writeFile(at('ab/abc'), content);
    expect([await filestore.holds('ab/abc'), await filestore.read('ab/abc')]).toEqual([true, content]);
    expect(await filestore.putBack('ab/abc', Buffer.from('other'))).toBeNull();
    expect(await readFile(at('ab/abc'))).toEqual(content);
  });

  test('a file that is missing, with its folder, and nothing beside it', async () => {
    const { filestore, at } = await plant();
    expect(await filestore.putBack('cd/cde', content)).toBeNull();
    expect(await readFile(at('cd/cde'))).toEqual(content);
    expect(await readdir(at('cd'))).toEqual(['cde']);
  });
});

describe('no link of the account that owns it leads out of it', () => {
  test('a link in the place of a file is neither read nor replaced', async () => {
    const { filestore, outside, at } = await plant();
    await symlink(join(outside, 'secret'), at('ab/abc'));
    expect([await filestore.holds('ab/abc'), await filestore.read('ab/abc')]).toEqual([false, null]);
    expect(await filestore.putBack('ab/abc', content)).toBe('a symbolic link is in its place');
    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('secret');
  });

  test('a link in the place of a folder is not entered', async () => {
    const { filestore, outside, at } = await plant();
    await symlink(outside, at('cd'));
    const before = await stat(outside);
    expect([await filestore.holds('cd/secret'), await filestore.read('cd/secret')]).toEqual([false, null]);
    expect(await filestore.putBack('cd/cde', content)).toBe('a part of the path is no folder');
    expect(await readdir(outside)).toEqual(['secret']);
    expect(await stat(outside)).toMatchObject({ uid: before.uid, gid: before.gid, mtimeMs: before.mtimeMs });
  });

  test('a name that climbs is none', async () => {
    const { filestore } = await plant();
    expect(await filestore.read('../../outside/secret')).toBeNull();
    expect(await filestore.putBack('../secret', content)).toBe('its name is not one of a filestore');
  });

  test('a FIFO or a folder in the place of a file is waited for by nobody', async () => {
    const { filestore, at } = await plant();
    execFileSync('bash', ['-c', 'mkfifo "$1"', 'bash', at('ab/abc')]);
    await mkdir(at('ab/def'));
    expect([await filestore.read('ab/abc'), await filestore.read('ab/def')]).toEqual([null, null]);
  });
});

describe.runIf(isRoot)(
  'root does for the account that owns it what that account could do',
  { meta: { needs: 'root' } },
  () => {
    const giveToOdoo = async ({ at }: Planted, ...paths: readonly string[]): Promise<void> => {
      for (const path of ['../..', '..', '', 'ab', ...paths]) await lchown(at(path), odooAccount, odooAccount);
    };

    test('what it writes belongs to that account, and a folder that was there keeps its owner', async () => {
      const planted = await plant();
      await giveToOdoo(planted);
      await lchown(planted.at('ab'), 0, 0);
      expect(await planted.filestore.putBack('cd/cde', content)).toBeNull();
      expect(await planted.filestore.putBack('ab/abc', content)).toBeNull();
      for (const path of ['cd', 'cd/cde', 'ab/abc']) {
        expect(await stat(planted.at(path))).toMatchObject({ uid: odooAccount, gid: odooAccount });
      }
      expect(await stat(planted.at('ab'))).toMatchObject({ uid: 0 });
    });

    test("a file of root's that nobody else may read is not read for it", async () => {
      const planted = await plant();
      await giveToOdoo(planted);
      await writeFile(planted.at('ab/abc'), 'secret', { mode: 0o600 });
      expect(await planted.filestore.read('ab/abc')).toBeNull();
    });

    test('a folder of a third account is not written to', async () => {
      const planted = await plant();
      await giveToOdoo(planted);
      await lchown(planted.at('ab'), odooAccount + 1, odooAccount + 1);
      expect(await planted.filestore.putBack('ab/abc', content)).toMatch(/belongs to another account/);
    });

    test("the filestore itself may be a link of root's, or to a folder of its maker's, and no other", async () => {
      const planted = await plant();
      const { filestore, outside } = planted;
      await giveToOdoo(planted);
      await rm(filestore.folder, { recursive: true });
      await symlink(outside, filestore.folder);
      await lchown(filestore.folder, odooAccount, odooAccount);
      expect(await filestore.putBack('ab/abc', content)).toMatch(/leads to a folder of another account/);
      expect(await readdir(outside)).toEqual(['secret']);

      await lchown(outside, odooAccount, odooAccount);
      expect(await filestore.putBack('ab/abc', content)).toBeNull();
      await lchown(filestore.folder, 0, 0);
      expect(await filestore.putBack('ab/def', content)).toBeNull();
    });
  },
);
