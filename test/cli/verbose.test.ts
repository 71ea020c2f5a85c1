import { expect, test } from 'vitest';
import { createProgram } from '../../source/cli/program.ts';
import type { GlobalOptions } from '../../source/world/command.ts';

test.each([
  [['check'], false, false],
  [['check', '-v'], true, false],
  [['-v', 'check'], true, false],
  [['check', '-vv'], true, true],
  [['-v', 'check', '--verbose'], true, true],
])('%s', async (typed, verbose, allEvidence) => {
  let heard: GlobalOptions | undefined;
  const program = createProgram('0.0.0', async (_load, _args, options) => {
    heard = options;
  });
  await program.parseAsync(['node', 'odoo-mail-doctor', ...typed]);
  expect(heard?.verbose).toBe(verbose);
  expect(heard?.allEvidence ?? false).toBe(allEvidence);
});
