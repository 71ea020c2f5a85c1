import { describe, expect, test } from 'vitest';
import { createDemoDatabase, createEmptyDatabase } from '../support/postgres.ts';
import { runProgram } from '../support/run-program.ts';

describe('what a person can mend is said in one sentence on stderr, with the exit status scripts expect', () => {
  test('a server that is not there', async () => {
    const { status, stderr } = await runProgram(['queue', '--dsn', 'postgres://odoo:secret@127.0.0.1:1/acme']);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^odoo-mail-doctor: .*127\.0\.0\.1, port 1.*\.\n/);
    expect(stderr).not.toContain('secret');
  });

  test('a database that is not there', async () => {
    const { dsn, name } = await createEmptyDatabase();
    const { status, stderr } = await runProgram(['queue', '--dsn', dsn.replace(name, 'nowhere')]);
    expect([status, stderr]).toEqual([3, expect.stringMatching(/has no database nowhere/)]);
  });

  test('a database without Odoo', async () => {
    const { dsn, name } = await createEmptyDatabase();
    const { status, stderr } = await runProgram(['queue', '--dsn', dsn]);
    expect([status, stderr]).toEqual([3, expect.stringContaining(`Database '${name}' is not an Odoo database.`)]);
  });

  test('a wrong password', async () => {
    const { dsn } = await createEmptyDatabase();
    const { status, stderr } = await runProgram(['queue', '--dsn', dsn.replace(/:[^:@]+@/, ':hunter2@')]);
    expect([status, stderr]).toEqual([3, expect.stringMatching(/refused the password of odoo/)]);
    expect(stderr).not.toContain('hunter2');
  });

  test('no odoo.conf and no --dsn', async () => {
    const { status, stderr } = await runProgram(['queue'], { env: { HOME: '/nonexistent' } });
    expect([status, stderr]).toEqual([3, expect.stringContaining('odoo.conf')]);
  });

  test.each([
    ['an unknown option', ['--nonsense'], /unknown option '--nonsense'/],
    ['an unknown command', ['mend'], /mend/],
    ['a word where a number belongs', ['queue', '--recent', 'many'], /--recent takes a whole number/],
    ['a command that is mistyped', ['chekc'], /There is no command 'chekc'\.\n.*Did you mean check\?/],
    ['a word after the console', ['console', 'check'], /console takes no arguments/],
    ['a cause that is mistyped', ['check', 'corn'], /There is no cause 'corn'\.\n.*Did you mean cron\?/],
    ['a remedy that is mistyped', ['fix', 'cron.actvate'], /Did you mean cron\.activate\?/],
    ['a deadline that no clock can keep', ['queue', '--deadline', '99999999999'], /--deadline takes at most 604800/],
    ['a timeout that no clock can keep', ['queue', '--timeout', '604801'], /--timeout takes at most 604800/],
    ['an unknown format', ['queue', '--format', 'xml'], /xml/],
    ['a DSN that is none', ['queue', '--dsn', 'nonsense'], /neither a postgres/],
  ])('%s', async (_what, args, words) => {
    const { status, stderr, stdout } = await runProgram(args);
    expect([status, stdout]).toEqual([64, '']);
    expect(stderr).toMatch(words);
  });

  test('never with a stack trace', async () => {
    const { stderr } = await runProgram(['queue', '--dsn', 'postgres://odoo@127.0.0.1:1/acme']);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

test('with --format json a failure is one document on stdout', async () => {
  const { status, stdout } = await runProgram([
    'queue',
    '--format',
    'json',
    '--dsn',
    'postgres://odoo@127.0.0.1:1/acme',
  ]);
  expect(status).toBe(3);
  expect(JSON.parse(stdout)).toEqual({
    schema: 1,
    error: { message: expect.stringContaining('127.0.0.1'), tryThis: expect.anything() },
  });
});

test('without a terminal the console prints the report of check and says so', async () => {
  const { dsn } = await createDemoDatabase({ scenario: 'monday-morning' });
  const { status, stdout, stderr } = await runProgram(['--dsn', dsn]);
  expect(status).toBe(2);
  expect(stdout).toMatch(/✖ cron .* switched off/);
  expect(stderr).toContain('no terminal');
});
