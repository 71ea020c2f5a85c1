import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Janitor } from '../janitor/janitor.ts';
import { processEntry } from '../janitor/process-entry.ts';
import { readProcess } from '../janitor/process-table.ts';
import type { DemoPort } from '../smtp/relay-server.ts';

/** Connections that a queue of length 1 still holds on Linux; from then on the kernel drops every SYN. */
const queueLength = 2;
const lookEveryMs = 5;

/**
 * A port on which connecting hangs, without root and without a firewall: its listener is stopped and its queue is full.
 * A stopped process cannot notice that we died, so the janitor ends it then.
 */
export const startSilentPort = async (janitor: Janitor): Promise<DemoPort> => {
  const listener = fork(processEntry('silent-port'), { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const ended = once(listener, 'exit');
  const fillers: Socket[] = [];
  const close = async (): Promise<void> => {
    for (const filler of fillers) filler.destroy();
    listener.ref();
    listener.kill('SIGKILL');
    await ended;
  };

  try {
    const { pid } = listener;
    if (pid === undefined) return failToStart();
    janitor.endProcess(pid, 'SIGKILL');
    const [address] = await Promise.race([once(listener, 'message'), ended.then(failToStart)]);
    const port = readPort(address);
    await waitUntilStopped(pid);
    while (fillers.length < queueLength) {
      const filler = connect({ host: '127.0.0.1', port });
      fillers.push(filler);
      await once(filler, 'connect');
      filler.on('error', () => filler.destroy());
      filler.unref();
    }
    listener.channel?.unref();
    listener.unref();
    return { port, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Until it is stopped it still takes connections off the queue. */
const waitUntilStopped = async (pid: number): Promise<void> => {
  for (;;) {
    const found = readProcess(pid);
    if (found === undefined) return failToStart();
    if (found.state === 'T') return undefined;
    await sleep(lookEveryMs);
  }
};

const failToStart = (): never => {
  throw new Error('the process behind the silent port ended before it listened');
};

const readPort = (address: unknown): number => {
  if (typeof address === 'object' && address !== null && 'port' in address && typeof address.port === 'number') {
    return address.port;
  }
  throw new Error('the process behind the silent port reported no port');
};
