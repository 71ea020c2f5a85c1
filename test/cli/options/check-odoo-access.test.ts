import { describe, expect, test } from 'vitest';
import { createProgram } from '../../../source/cli/program.ts';
import type { GlobalOptions } from '../../../source/world/command.ts';

/** The global options as a verb gets them. */
const parse = async (...args: readonly string[]): Promise<Partial<GlobalOptions>> => {
  let seen: Partial<GlobalOptions> = {};
  const program = createProgram('1.0.0', async (_load, _args, options) => {
    seen = options;
  });
  await program.parseAsync(['queue', ...args], { from: 'user' });
  return seen;
};

describe('the way to Odoo itself', () => {
  test('over HTTP is an address and an account', async () => {
    const { odooUrl, odooLogin } = await parse(
      '--odoo-url',
      'https://odoo.example.com/web#action=1',
      '--odoo-login',
      'a',
    );
    expect([odooUrl?.href, odooLogin]).toEqual(['https://odoo.example.com/', 'a']);
  });

  test('through the shell is a program', async () => {
    expect(await parse('--odoo-bin', '/usr/bin/odoo')).toMatchObject({ odooBin: '/usr/bin/odoo' });
  });

  test.each([
    ['an address without an account', ['--odoo-url', 'https://odoo.example.com'], '--odoo-url needs --odoo-login'],
    ['an account without an address', ['--odoo-login', 'admin'], '--odoo-login needs --odoo-url'],
    ['an address without a scheme', ['--odoo-url', 'odoo.example.com'], "'odoo.example.com' is no address of an Odoo"],
    ['both ways', ['--odoo-url', 'http://o', '--odoo-login', 'a', '--odoo-bin', '/o'], 'exclude each other'],
    ['a shell for a database that odoo.conf does not name', ['--odoo-bin', '/o', '--dsn', 'postgres://x'], '--dsn'],
    ['all databases', ['--odoo-bin', '/o', '--all-databases'], 'they reach one database'],
  ])('is wrong with %s', async (_what, args, words) => {
    await expect(parse(...args)).rejects.toThrow(words);
  });

  test('does not repeat a password that stands in an address', async () => {
    const refusal = await parse('--odoo-url', 'https://admin:s3cret@odoo.example.com').catch(String);
    expect(refusal).toContain('takes no account');
    expect(refusal).not.toContain('s3cret');
    expect(await parse('--odoo-url', 'admin:s3cret@odoo.example.com').catch(String)).not.toContain('s3cret');
  });
});
