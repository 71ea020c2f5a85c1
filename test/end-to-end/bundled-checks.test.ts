import { expect, test } from 'vitest';
import { runProgram } from '../support/run-program.ts';
import { openSickWorld } from '../support/sick-world.ts';

test('the built program measures SPF and DKIM, whose library is a chunk of its own', async () => {
  const { options } = await openSickWorld({ series: 18, scenario: 'healthy' });
  const { dsn, config, resolver } = options;
  const flags = ['--dsn', dsn ?? '', '--config', config ?? '', '--resolver', resolver ?? ''];
  const run = await runProgram(['prevent', 'sender-records', ...flags]);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(run.stdout).toContain('✔ sender-records SPF of acme.example lets smtp.acme.example send');
});
