import { readFileSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';

export interface PtyProgram extends AsyncDisposable {
  readonly pid: number;
  /** Bytes that it has written so far. */
  written(): number;
  type(keys: string): void;
  /** Resolves when it has written this text, in one piece, since the last key that was typed. */
  shows(text: string): Promise<void>;
  /** Resolves when it has written anything at all. */
  writes(): Promise<void>;
  /** Resolves when it has written nothing for so long, ms. */
  quiet(ms: number): Promise<void>;
  /** Bytes of memory that it holds now (`VmRSS` of proc(5)). */
  memory(): number;
  /** What it has used of all cores so far, ms (utime and stime of proc(5), in ticks of 10 ms). */
  cpuMs(): number;
}

interface PtyOptions {
  /** What is run with the arguments; this Node unless told otherwise. */
  readonly executable?: string;
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

const patienceMs = 60_000;
/** `getconf CLK_TCK` is 100 wherever Node runs. */
const tickMs = 10;

/** Starts Node with these arguments in a pseudo-terminal of its own; disposing ends it. */
export const openInPty = (
  args: readonly string[],
  { executable = process.execPath, columns = 120, rows = 40, env = {} }: PtyOptions = {},
): PtyProgram => {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^(?:PG|ODOO_|CI$)/.test(entry[0]),
  );
  const pty = spawn(executable, [...args], {
    cols: columns,
    rows,
    name: 'xterm-256color',
    env: { ...Object.fromEntries(inherited), NODE_ENV: 'production', TERM: 'xterm-256color', ...env },
  });
  let written = 0;
  let sinceKey = '';
  const listeners = new Set<() => void>();
  pty.onData((data) => {
    written += Buffer.byteLength(data);
    sinceKey += data;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<void>((resolve) => pty.onExit(() => resolve()));
  return {
    pid: pty.pid,
    written: () => written,
    type(keys) {
      sinceKey = '';
      pty.write(keys);
    },
    shows: (text) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          clearTimeout(timer);
          listeners.delete(look);
          settle();
        };
        const look = (): void => {
          if (sinceKey.includes(text)) finish(resolve);
        };
        const timer = setTimeout(
          () =>
            finish(() =>
              reject(new Error(`'${text}' was not written; the last was:\n${JSON.stringify(sinceKey.slice(-1_000))}`)),
            ),
          patienceMs,
        );
        listeners.add(look);
        look();
      }),
    writes: () =>
      new Promise((resolve) => {
        const look = (): void => {
          if (written === 0) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    quiet: (ms) =>
      new Promise((resolve) => {
        const finish = (): void => {
          listeners.delete(again);
          resolve();
        };
        let timer = setTimeout(finish, ms);
        const again = (): void => {
          clearTimeout(timer);
          timer = setTimeout(finish, ms);
        };
        listeners.add(again);
      }),
    memory() {
      const [, kilobytes = 'nothing'] =
        /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pty.pid}/status`, 'utf8')) ?? [];
      return Number(kilobytes) * 1024;
    },
    cpuMs() {
      const stat = readFileSync(`/proc/${pty.pid}/stat`, 'utf8');
      // The name before them may hold spaces.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) * tickMs;
    },
    async [Symbol.asyncDispose]() {
      pty.kill('SIGTERM');
      await ended;
    },
  };
};
