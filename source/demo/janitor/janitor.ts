import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { processEntry } from './process-entry.ts';
import { readProcess } from './process-table.ts';

/** A line that the janitor reads: what to clean up once its input ends. */
export type Errand =
  | { readonly kind: 'process'; readonly pid: number; readonly birth: string; readonly signal: NodeJS.Signals }
  | { readonly kind: 'folder'; readonly path: string };

/** Cleans up after this process, however it ends: SIGKILL and the out-of-memory killer included. */
export interface Janitor {
  readonly pid: number;
  /** Ends that process with this signal, and with SIGKILL when it lingers. */
  endProcess(pid: number, signal: NodeJS.Signals): void;
  /** Removes that folder, after the processes have ended. */
  removeFolder(path: string): void;
  /** Lets it do its errands now and waits until they are done; what is gone already is no trouble to it. */
  close(): Promise<void>;
}

/**
 * Starts the janitor: a process in a session of its own, so that neither Ctrl+C nor a closed terminal reaches it.
 * It learns of our end because the pipe to it closes.
 */
export const startJanitor = async (): Promise<Janitor> => {
  const janitor = spawn(process.execPath, [processEntry('janitor')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(janitor, 'exit');
  await once(janitor, 'spawn');
  const { pid, stdin } = janitor;
  if (pid === undefined) throw new Error('the demo could not start its janitor');
  janitor.unref();
  // Should it die before us, there is nobody left to tell.
  stdin.on('error', () => stdin.destroy());

  const note = (errand: Errand): void => {
    stdin.write(`${JSON.stringify(errand)}\n`);
  };

  return {
    pid,
    endProcess: (target, signal) => {
      const known = readProcess(target);
      if (known !== undefined) note({ kind: 'process', pid: target, birth: known.birth, signal });
    },
    removeFolder: (path) => note({ kind: 'folder', path }),
    close: async () => {
      janitor.ref();
      stdin.end();
      await ended;
    },
  };
};
