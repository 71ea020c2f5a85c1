import { spawn } from 'node:child_process';

/**
 * Ends the postmaster whose data lie in the folder, and removes the folder. Written for a POSIX shell, because it must
 * outlive us: it waits for its standard input to end, which happens when we close it and also when we are killed. While
 * initdb is at work the process id has a minus sign, which to `kill` would mean a whole group.
 */
const script = `
read -r _
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
pid=\${pid#-}
if [ -n "$pid" ]; then
  kill -QUIT "$pid" 2>/dev/null
  turns=0
  while kill -0 "$pid" 2>/dev/null && [ "$turns" -lt 100 ]; do sleep 0.05; turns=$((turns + 1)); done
fi
turns=0
until rm -rf -- "$1" 2>/dev/null || [ "$turns" -ge 100 ]; do sleep 0.05; turns=$((turns + 1)); done
`;

/** Leaves nothing of the cluster behind, however the process that started it ends. */
export interface Guard {
  /** Ends PostgreSQL and removes the folder now. Fulfilled when both are gone. */
  release(): Promise<void>;
}

/** Starts the guard of a cluster folder, in a session of its own: Ctrl+C in our terminal does not reach it. */
export function guardFolder(folder: string): Guard {
  const shell = spawn('/bin/sh', ['-c', script, 'sh', folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = new Promise<void>((resolve, reject) => {
    shell.once('exit', () => resolve());
    shell.once('error', reject);
  });
  // Whoever never releases must not see an unhandled rejection for it; release() reports it.
  gone.catch(() => undefined);
  shell.unref();
  return {
    async release() {
      shell.ref();
      shell.stdin.end();
      await gone;
    },
  };
}
