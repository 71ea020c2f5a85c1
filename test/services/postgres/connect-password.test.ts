import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DatabaseAddress } from '../../../source/domain/database/database-address.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { findPassword, NoPassword } from '../../../source/services/postgres/connect-password.ts';
import { runCluster } from '../../support/cluster.ts';
import { addressOfCluster, connect, failToConnect } from './connecting.ts';

const writePasswordFile = async (text: string, mode = 0o600): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'pgpass');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
};

const address: DatabaseAddress = { host: 'db.internal', port: 5432, database: 'acme', user: 'odoo' };

const lookUp = async (line: string, changes: Partial<DatabaseAddress> = {}): Promise<string | undefined> => {
  const passwordFile = await writePasswordFile(line);
  try {
    return (await findPassword({ ...address, passwordFile, ...changes })).reveal();
  } catch (error) {
    if (error instanceof NoPassword) return undefined;
    throw error;
  }
};

describe('the password file', () => {
  test.each([
    ['a line for exactly this address', 'db.internal:5432:acme:odoo:secret', 'secret'],
    ['stars', '*:*:*:*:secret', 'secret'],
    ['a password with a colon in it', 'db.internal:*:*:odoo:se:cret', 'se'],
    ['escaped colons and backslashes', String.raw`db.internal:*:*:odoo:a\:b\\c`, 'a:b\\c'],
    ['comments, blank lines and Windows line ends', '# ours\r\n\r\n*:*:*:*:secret\r\n', 'secret'],
    ['the first of two lines that fit', '*:*:acme:*:first\n*:*:*:*:second', 'first'],
    ['no line for another host', 'db.example:*:*:*:secret', undefined],
    ['no line for another port', '*:5433:*:*:secret', undefined],
    ['no line for another database', '*:*:other:*:secret', undefined],
    ['no line for another user', '*:*:*:postgres:secret', undefined],
    ['no line that is cut short', 'db.internal:5432:acme', undefined],
    ['nothing in an empty file', '', undefined],
  ])('gives %s', async (_, text, password) => {
    expect(await lookUp(text)).toBe(password);
  });

  test('is asked for localhost when the socket lies in the default folder', async () => {
    expect(await lookUp('localhost:*:*:*:secret', { host: '/var/run/postgresql' })).toBe('secret');
  });

  test('is asked for the folder when the socket lies elsewhere', async () => {
    expect(await lookUp('/srv/sockets:*:*:*:secret', { host: '/srv/sockets' })).toBe('secret');
  });

  test('is not asked when there is a password', async () => {
    expect(await lookUp('*:*:*:*:other', { password: new Secret('own') })).toBe('own');
  });

  test('opens a real server', async () => {
    const { passwords, port } = await runCluster();
    const passwordFile = await writePasswordFile(`127.0.0.1:${port}:*:odoo:${passwords.odoo}\n`);
    const { password: _, ...withoutPassword } = await addressOfCluster();

    const client = await connect({ ...withoutPassword, passwordFile });

    expect((await client.query('select 1 as answer')).rows).toEqual([{ answer: 1 }]);
  });

  test('that others may read is not used, and the sentence says why', async () => {
    const passwordFile = await writePasswordFile('*:*:*:*:secret', 0o644);
    const { password: _, ...withoutPassword } = await addressOfCluster();

    const failure = await failToConnect({ ...withoutPassword, passwordFile });

    expect(failure.tryThis).toContain(`chmod 600 ${passwordFile}`);
  });

  test('that is a folder is not used', async () => {
    const { password: _, ...withoutPassword } = await addressOfCluster();

    const failure = await failToConnect({ ...withoutPassword, passwordFile: tmpdir() });

    expect(failure.message).toContain('wants a password for odoo');
  });
});
