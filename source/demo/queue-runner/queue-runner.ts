import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Janitor } from '../janitor/janitor.ts';
import { processEntry } from '../janitor/process-entry.ts';
import type { QueueRunnerOptions } from './runner-options.ts';

/** A running queue runner: the demo's Odoo, as far as mail is concerned. */
export interface QueueRunner {
  readonly pid: number;
  close(): Promise<void>;
}

const graceMs = 2_000;

/** Starts a process that does for this database what the cron worker of its Odoo version would do. */
export const startQueueRunner = async (options: QueueRunnerOptions, janitor: Janitor): Promise<QueueRunner> => {
  const child = fork(processEntry('queue-runner'), { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error('the demo could not start its queue runner');
  janitor.endProcess(pid, 'SIGTERM');
  child.send(options);
  return {
    pid,
    close: async () => {
      child.kill('SIGTERM');
      // It may be waiting for a mail server; nobody waits for that.
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
};
