import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'odoo-mail-doctor.js');

/** Runs a line of shell in which "$@" is the program. */
const runInShell = (line: string): Promise<{ readonly status: number; readonly stderr: string }> =>
  new Promise((resolve) => {
    execFile('bash', ['-o', 'pipefail', '-c', line, 'bash', process.execPath, launcher], (error, _stdout, stderr) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, stderr }),
    );
  });

test.runIf(existsSync('/dev/full')).each([
  ['text', `"$@" classify '535 5.7.8 no' > /dev/full`],
  ['JSON', `"$@" classify --format json '535 5.7.8 no' > /dev/full`],
  ['help', `"$@" --help > /dev/full`],
])(
  'a result that finds no room on the disk is not success: %s',
  { meta: { needs: '/dev/full' } },
  async (_what, line) => {
    expect(await runInShell(line)).toEqual({
      status: 3,
      stderr: 'odoo-mail-doctor: The result could not be written whole: the disk is full.\n',
    });
  },
);

test('nor is one whose reader has ended', async () => {
  const { status, stderr } = await runInShell(`"$@" demo --list | true`);
  expect([status, stderr]).toEqual([3, expect.stringContaining('the program that was to read it has ended')]);
});
