import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSickWorld } from '../support/sick-world.ts';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'odoo-mail-doctor.js');

/** A number that no line of /etc/passwd has, as a container's account that was started with `--user 54321`. */
const nobodyKnown = 54_321;

/** Runs the program as that account, without HOME. Only root may become another. */
const runNameless = (args: readonly string[]): Promise<{ readonly status: number; readonly stderr: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [launcher, ...args],
      { uid: nobodyKnown, gid: nobodyKnown, cwd: '/', env: { PATH: process.env['PATH'] ?? '' } },
      (error, _stdout, stderr) => resolve({ status: typeof error?.code === 'number' ? error.code : 0, stderr }),
    );
  });

test.runIf(process.getuid?.() === 0).each([
  ['looks for odoo.conf', ['queue'], /odoo\.conf/],
  [
    'reaches for the server that is named',
    ['queue', '--dsn', 'postgres://odoo@127.0.0.1:1/acme'],
    /127\.0\.0\.1, port 1/,
  ],
  ['asks for the user of PostgreSQL', ['queue', '--dsn', 'postgres://127.0.0.1:1/acme'], /user is not named/],
])('an account without a name %s', { meta: { needs: 'root' } }, async (_what, args, words) => {
  const { status, stderr } = await runNameless(args);
  expect([status, stderr]).toEqual([3, expect.stringMatching(words)]);
});

test.runIf(process.getuid?.() === 0)(
  'an account without a name and a home measures everything: it remembers nothing',
  { meta: { needs: 'root' } },
  async () => {
    const { options } = await openSickWorld({ series: 18, scenario: 'catchall' });
    const target = ['--dsn', options.dsn ?? '', '--resolver', options.resolver ?? ''];
    expect(await runNameless(['check', 'catchall', ...target])).toEqual({ status: 1, stderr: '' });
    expect(await runNameless(['prevent', 'monitor', ...target])).toEqual({ status: 1, stderr: '' });
  },
);
