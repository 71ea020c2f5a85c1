import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStateFolder } from '../../source/changes/journal/state-folder.ts';
import { UserError } from '../../source/domain/errors.ts';
import { temporaryFolder } from './open-changes.ts';

const makeFifo = (path: string): Buffer => execFileSync('sh', ['-c', 'mkfifo "$0"', path]);

const kinds: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  'a FIFO': async (path) => makeFifo(path),
  'a folder': (path) => mkdir(path),
  'a socket': async (path) => {
    const server = createServer().listen(path);
    onTestFinished(() => {
      server.close();
    });
  },
};

test.each(Object.keys(kinds))('a journal that is %s is refused with a sentence, at once', async (kind) => {
  const stateHome = await temporaryFolder();
  const folder = await openStateFolder(stateHome);
  await kinds[kind]?.(join(stateHome, 'odoo-mail-doctor', 'journal.jsonl'));

  await expect(folder.readText()).rejects.toBeInstanceOf(UserError);
  await expect(folder.appendLine('{}')).rejects.toThrow('without a journal nothing is changed or taken back');
});

test('what undo needs is not read from a FIFO either', async () => {
  const stateHome = await temporaryFolder();
  const folder = await openStateFolder(stateHome);
  const kept = await folder.keep('entry', 'file', Buffer.from('text'));
  expect(String(await folder.recall('entry', kept))).toBe('text');
  const path = join(await folder.openPrivate('entry'), 'other');
  makeFifo(path);
  await expect(folder.recall('entry', { ...kept, name: 'other' })).rejects.toThrow('no ordinary file');
  await writeFile(join(await folder.openPrivate('entry'), 'third'), 'else');
  await expect(folder.recall('entry', { ...kept, name: 'third' })).rejects.toThrow('is not what');
});
