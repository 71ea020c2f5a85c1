import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hashAccount } from '../../../source/services/smtp/hash-account.ts';

const salt = 'c29tZSBzYWx0IG9mIGEgZmlsZQ==';

test('one account is one key, and another account or another salt is another', async () => {
  const key = await hashAccount('smtp.acme.example\0winter-2024', salt);
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  expect(await hashAccount('smtp.acme.example\0winter-2024', salt)).toBe(key);
  expect(await hashAccount('smtp.acme.example\0spring-2025', salt)).not.toBe(key);
  expect(await hashAccount('smtp.acme.example\0winter-2024', 'YW5vdGhlciBzYWx0')).not.toBe(key);
});

test.runIf(process.platform === 'linux')(
  'the memory that hashing takes is given back',
  { meta: { needs: 'Linux' } },
  async () => {
    const module = join(import.meta.dirname, '../../../source/services/smtp/hash-account.ts');
    // A process of its own: others here take and give back memory meanwhile.
    const program = `
    import { hashAccount } from ${JSON.stringify(module)};
    const before = process.memoryUsage().rss;
    for (const account of ['one', 'two', 'three', 'four', 'five']) await hashAccount(account, ${JSON.stringify(salt)});
    process.stdout.write(String(process.memoryUsage().rss - before));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
    expect(Number(stdout)).toBeLessThan(10 * 1_024 ** 2);
  },
);
