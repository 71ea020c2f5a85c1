import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readTextFile } from '../../../source/target/odoo-conf/read-text-file.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  path = join(folder, 'odoo.conf');
  return () => rm(folder, { recursive: true, force: true });
});

/** Runs `work` without root's right to read everything, where we are root. */
const asNobody = async <T>(work: () => Promise<T>): Promise<T> => {
  if (process.getuid?.() !== 0) return work();
  process.setegid?.(65_534);
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
};

describe('a file that is text', () => {
  test('is read as UTF-8', async () => {
    await writeFile(path, '[options]\nemail_from = Büro\n');

    expect(await readTextFile(path)).toEqual({ path, text: '[options]\nemail_from = Büro\n', faults: [] });
  });

  test('that is empty is empty text', async () => {
    await writeFile(path, '');

    expect(await readTextFile(path)).toEqual({ path, text: '', faults: [] });
  });

  test('with a byte order mark is read without it, and that is noted', async () => {
    await writeFile(path, '\ufeff[options]\n');

    const file = await readTextFile(path);

    expect(file?.text).toBe('[options]\n');
    expect(file?.faults).toEqual([{ line: 1, message: 'the file begins with a byte order mark' }]);
  });

  test('with Latin-1 bytes is read as Latin-1, and the first such line is noted', async () => {
    await writeFile(path, Buffer.from('[options]\nworkers = 2\nemail_from = B\xfcro\n', 'latin1'));

    const file = await readTextFile(path);

    expect(file?.text).toContain('email_from = Büro');
    expect(file?.faults).toEqual([{ line: 3, message: 'there are bytes that are not UTF-8' }]);
  });

  test('behind a symbolic link is read', async () => {
    await writeFile(path, '[options]\n');
    const link = join(folder, 'link');
    await symlink(path, link);

    expect((await readTextFile(link))?.text).toBe('[options]\n');
  });

  test('in /proc, where every size is 0, is read', async () => {
    expect((await readTextFile('/proc/self/limits'))?.text).toContain('Max open files');
  });

  test('of exactly one mebibyte is read', async () => {
    await writeFile(path, 'x'.repeat(1024 * 1024));

    expect((await readTextFile(path))?.text).toHaveLength(1024 * 1024);
  });
});

describe('no file', () => {
  test('is no error', async () => {
    expect(await readTextFile(path)).toBeUndefined();
  });

  test('below something that is no folder is no error', async () => {
    await writeFile(path, '');

    expect(await readTextFile(join(path, 'odoo.conf'))).toBeUndefined();
  });

  test('at the end of a dangling link is no error', async () => {
    await symlink(join(folder, 'nowhere'), path);

    expect(await readTextFile(path)).toBeUndefined();
  });
});

describe('ends in one sentence:', () => {
  test('ten megabytes', async () => {
    await writeFile(path, '[options]\n');
    await truncate(path, 10 * 1024 * 1024);

    await expect(readTextFile(path)).rejects.toThrow(`${path} is larger than 1 MiB, which no odoo.conf is.`);
  });

  test('a NUL byte, with its line', async () => {
    await writeFile(path, '[options]\nworkers = 2\0\n');

    await expect(readTextFile(path)).rejects.toThrow(`${path} is not a text file: line 2 holds a NUL byte.`);
  });

  test('UTF-16', async () => {
    await writeFile(path, Buffer.from('\ufeff[options]\n', 'utf16le'));

    await expect(readTextFile(path)).rejects.toMatchObject({ tryThis: expect.stringContaining('UTF-16') });
  });

  test('a folder', async () => {
    await mkdir(path);

    await expect(readTextFile(path)).rejects.toThrow(`${path} is a folder, not a file.`);
  });

  test('a symbolic link to itself', async () => {
    await symlink(path, path);

    await expect(readTextFile(path)).rejects.toThrow(`${path} is a symbolic link that leads back to itself.`);
  });

  test('a named pipe that nobody writes into, at once', async () => {
    execFileSync('sh', ['-c', 'mkfifo "$0"', path]);

    await expect(readTextFile(path)).rejects.toThrow(`${path} is not a regular file.`);
  });

  test('an endless device', async () => {
    await expect(readTextFile('/dev/zero')).rejects.toThrow('/dev/zero is not a regular file.');
  });

  test('a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(path, resolve);
    });
    onTestFinished(() => void server.close());

    await expect(readTextFile(path)).rejects.toThrow(`${path} could not be opened (ENXIO).`);
  });

  test('a name that is longer than a name may be', async () => {
    await expect(readTextFile(join(folder, 'x'.repeat(300)))).rejects.toThrow('could not be opened (ENAMETOOLONG)');
  });

  test('a file we may not read', async () => {
    await writeFile(path, '[options]\n');
    await chmod(path, 0o000);
    await chmod(folder, 0o755);

    await asNobody(() => expect(readTextFile(path)).rejects.toThrow(`${path} may not be read by this account.`));
  });

  test('a folder we may not enter', async () => {
    await writeFile(path, '[options]\n');
    await chmod(folder, 0o000);

    await asNobody(() =>
      expect(readTextFile(path)).rejects.toMatchObject({ tryThis: expect.stringContaining('sudo') }),
    );

    await chmod(folder, 0o755);
  });
});
