import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../../source/domain/secret.ts';
import { openRefusalFile } from '../../../source/services/smtp/refusal-file.ts';
import type { LoginRefusal, RefusalMemory, SmtpAccount } from '../../../source/services/smtp/refused-secrets.ts';

const account: SmtpAccount = {
  host: 'smtp.acme.example',
  port: 587,
  credentials: { kind: 'password', user: 'odoo@acme.example', secret: new Secret('winter-2024') },
};
const reply = { stage: 'auth', code: 535, enhanced: '5.7.8', text: '5.7.8 Bad credentials', durationMs: 0 } as const;
const refusal: LoginRefusal = { at: new Date('2026-11-24T09:12:30Z'), reply };

interface Kept {
  readonly path: string;
  readonly troubles: readonly string[];
  /** As the next process opens it. */
  open(scope?: string): RefusalMemory;
}

const keep = async (): Promise<Kept> => {
  const folder = await mkdtemp(join(tmpdir(), 'refusals-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'odoo-mail-doctor', 'refused-logins.json');
  const troubles: string[] = [];
  const onTrouble = (sentence: string): void => void troubles.push(sentence);
  return {
    path,
    troubles,
    open: (scope = 'one database') => openRefusalFile({ path, onTrouble, scope: () => Promise.resolve(scope) }),
  };
};

test('a refusal is known to the next process, with its time and the server’s words', async () => {
  const kept = await keep();
  await kept.open().remember(account, refusal);
  expect(await kept.open().find(account)).toEqual(refusal);
});

test.each<[string, SmtpAccount, string?]>([
  ['another secret', { ...account, credentials: { ...account.credentials, secret: new Secret('spring-2025') } }],
  ['another user', { ...account, credentials: { ...account.credentials, user: 'info@acme.example' } }],
  ['another host', { ...account, host: 'smtp.other.example' }],
  ['another port', { ...account, port: 465 }],
  ['another database', account, 'another database'],
])('%s is not refused', async (_title, other, scope) => {
  const kept = await keep();
  await kept.open().remember(account, refusal);
  expect(await kept.open(scope).find(other)).toBeUndefined();
});

test('what was accepted since is forgotten, and nothing else', async () => {
  const kept = await keep();
  const other = { ...account, port: 465 };
  await kept.open().remember(account, refusal);
  await kept.open().remember(other, refusal);
  await kept.open().forget(account);
  expect(await kept.open().find(account)).toBeUndefined();
  expect(await kept.open().find(other)).toEqual(refusal);
});

test('the file is for the account alone and names neither host, user nor secret', async () => {
  const kept = await keep();
  await kept.open().remember(account, refusal);
  const text = await readFile(kept.path, 'utf8');
  expect((await stat(kept.path)).mode & 0o777).toBe(0o600);
  for (const word of ['winter-2024', Buffer.from('winter-2024').toString('base64'), 'odoo@', 'smtp.acme']) {
    expect(text).not.toContain(word);
  }
});

test('processes that write at once lose nothing', async () => {
  const kept = await keep();
  const accounts = Array.from({ length: 8 }, (_, index) => ({ ...account, port: 1_000 + index }));
  await Promise.all(accounts.map((one) => kept.open().remember(one, refusal)));
  const found = await Promise.all(accounts.map((one) => kept.open().find(one)));
  expect(found).toEqual(accounts.map(() => refusal));
});

test.each([
  ['text', 'not JSON'],
  ['another shape', '{"salt":"","refusals":[1]}'],
  ['a date that is none', '{"salt":"","refusals":[{"key":"","at":"soon","code":535,"text":""}]}'],
])('a damaged file (%s) is told of, and replaced by the next refusal', async (_title, content) => {
  const kept = await keep();
  await mkdir(dirname(kept.path), { recursive: true });
  await writeFile(kept.path, content);
  const memory = kept.open();
  expect(await memory.find(account)).toBeUndefined();
  expect(kept.troubles).toEqual([expect.stringContaining(`${kept.path} could not be read`)]);
  await memory.remember(account, refusal);
  expect(await memory.find(account)).toEqual(refusal);
});

test('nothing is written where nothing was refused', async () => {
  const kept = await keep();
  expect(await kept.open().find(account)).toBeUndefined();
  await kept.open().forget(account);
  await expect(stat(kept.path)).rejects.toThrow('ENOENT');
  expect(kept.troubles).toEqual([]);
});

test('a place that cannot be written is told of and stops nothing', async () => {
  const kept = await keep();
  await writeFile(dirname(kept.path), 'a file where the folder should be');
  await kept.open().remember(account, refusal);
  expect(kept.troubles).toEqual([expect.stringContaining('could not be written')]);
});
