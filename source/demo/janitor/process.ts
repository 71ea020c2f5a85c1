/** The janitor's own program: reads errands until its input ends, then does them and ends. */
import { rm } from 'node:fs/promises';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Errand } from './janitor.ts';
import { readProcess } from './process-table.ts';

const graceMs = 3_000;
const lookEveryMs = 50;

const isAlive = ({ pid, birth }: Extract<Errand, { kind: 'process' }>): boolean => {
  const found = readProcess(pid);
  // Another birth is another process that was given the number since.
  return found !== undefined && found.birth === birth && found.state !== 'Z';
};

const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal, which is what was wanted.
  }
};

const endProcess = async (errand: Extract<Errand, { kind: 'process' }>): Promise<void> => {
  if (!isAlive(errand)) return;
  send(errand.pid, errand.signal);
  const deadline = Date.now() + graceMs;
  while (isAlive(errand) && Date.now() < deadline) await sleep(lookEveryMs);
  while (isAlive(errand)) {
    send(errand.pid, 'SIGKILL');
    await sleep(lookEveryMs);
  }
};

const errands: Errand[] = [];
for await (const line of createInterface({ input: process.stdin })) errands.push(JSON.parse(line) as Errand);

await Promise.all(errands.filter((errand) => errand.kind === 'process').map(endProcess));
for (const errand of errands) {
  if (errand.kind === 'folder')
    await rm(errand.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
