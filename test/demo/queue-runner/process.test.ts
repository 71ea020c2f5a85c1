import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startJanitor } from '../../../source/demo/janitor/janitor.ts';
import { processEntry } from '../../../source/demo/janitor/process-entry.ts';
import { readProcess } from '../../../source/demo/janitor/process-table.ts';
import { startQueueRunner } from '../../../source/demo/queue-runner/queue-runner.ts';
import { createSmallOdoo } from './small-odoo.ts';
import { runnerOptions, waitForRun } from './start-runner.ts';

test('the runner works in a process of its own until it is closed', async () => {
  const odoo = await createSmallOdoo(18);
  const janitor = await startJanitor();
  const runner = await startQueueRunner(await runnerOptions(odoo), janitor);
  await waitForRun(odoo);
  await runner.close();
  expect(readProcess(runner.pid)).toBeUndefined();
  await janitor.close();
});

test('the process ends when its parent is gone', async () => {
  const odoo = await createSmallOdoo(18);
  const child = fork(processEntry('queue-runner'), { execArgv: [] });
  const ended = once(child, 'exit');
  child.send(await runnerOptions(odoo));
  await waitForRun(odoo);
  child.disconnect();
  expect(await ended).toEqual([0, null]);
});
