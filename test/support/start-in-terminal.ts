import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

const patienceMs = 20_000;

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The real program in a pseudo-terminal, and the screen a person would see. */
export interface Terminal {
  readonly pid: number;
  /** The screen as text, a line each, without trailing spaces. */
  lines(): string[];
  text(): string;
  /** Whether the alternate screen is shown. */
  isAlternate(): boolean;
  /** Everything that was ever written, escape sequences included. */
  raw(): string;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  signal(name: 'SIGTERM' | 'SIGHUP' | 'SIGINT' | 'SIGCONT' | 'SIGKILL'): void;
  /** Resolves with the screen once it satisfies the condition; rejects with the screen when that takes too long. */
  waitFor(what: string | RegExp | ((screen: string) => boolean), patience?: number): Promise<string>;
  readonly ended: Promise<{ readonly exitCode: number; readonly signal: number }>;
}

export interface TerminalProgram {
  readonly terminal: Terminal;
  readonly emulator: InstanceType<typeof xterm.Terminal>;
  close(): Promise<void>;
}

/** A program in a pseudo-terminal and the emulator that shows it; `close` ends both, whatever the program does. */
export const startInTerminal = (file: string, args: readonly string[], options: TerminalOptions): TerminalProgram => {
  const { columns = 80, rows = 24, env = {} } = options;
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const pty = spawn(file, [...args], {
    cols: columns,
    rows,
    name: env['TERM'] ?? 'xterm-256color',
    env: cleanEnvironment(env),
  });
  let raw = '';
  let gone = false;
  pty.onData((data) => {
    raw += data;
    emulator.write(data);
  });
  const ended = new Promise<{ exitCode: number; signal: number }>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      gone = true;
      // What it wrote last is on the emulator's screen only once that has parsed it.
      emulator.write('', () => resolve({ exitCode, signal: signal ?? 0 }));
    });
  });
  const close = async () => {
    // A shell that is asked questions by SIGTERM stays; without its terminal it goes, and its jobs with it.
    if (!gone) pty.kill(file === 'bash' ? 'SIGHUP' : 'SIGTERM');
    await ended;
    emulator.dispose();
  };
  return { terminal: createTerminal({ pty, emulator, ended, readRaw: () => raw }), emulator, close };
};

const cleanEnvironment = (env: Readonly<Record<string, string>>): Record<string, string> => {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(?:PG|ODOO_|FORCE_COLOR|NO_COLOR|VITEST|NODE_ENV|CI$)/.test(entry[0]),
  );
  return { ...Object.fromEntries(inherited), TERM: 'xterm-256color', ...env };
};

interface Parts {
  readonly pty: IPty;
  readonly emulator: InstanceType<typeof xterm.Terminal>;
  readonly ended: Terminal['ended'];
  readonly readRaw: () => string;
}

const createTerminal = ({ pty, emulator, ended, readRaw }: Parts): Terminal => {
  const lines = (): string[] => {
    const { active } = emulator.buffer;
    return Array.from(
      { length: emulator.rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    );
  };
  const text = (): string => lines().join('\n');
  return {
    pid: pty.pid,
    lines,
    text,
    isAlternate: () => emulator.buffer.active.type === 'alternate',
    raw: readRaw,
    type: (keys) => pty.write(keys),
    resize(columns, rows) {
      emulator.resize(columns, rows);
      pty.resize(columns, rows);
    },
    signal: (name) => process.kill(pty.pid, name),
    waitFor: (what, patience = patienceMs) => waitForScreen({ emulator, text, ended }, what, patience),
    ended,
  };
};

/** Looks again whenever the emulator has taken in something new: no polling, no sleeping. */
const waitForScreen = (
  { emulator, text, ended }: Pick<Parts, 'emulator' | 'ended'> & { readonly text: () => string },
  what: string | RegExp | ((screen: string) => boolean),
  patience: number,
): Promise<string> => {
  const isThere = (screen: string): boolean => {
    if (typeof what === 'string') return screen.includes(what);
    return what instanceof RegExp ? what.test(screen) : what(screen);
  };
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      listener.dispose();
      settle();
    };
    const look = () => {
      const screen = text();
      if (isThere(screen)) finish(() => resolve(screen));
    };
    const fail = (why: string) =>
      finish(() => reject(new Error(`${why} before the screen showed ${what}:\n${text()}`)));
    const timer = setTimeout(() => fail(`${patience} ms passed`), patience);
    const listener = emulator.onWriteParsed(look);
    void ended.then(() => emulator.write('', () => (isThere(text()) ? look() : fail('The program ended'))));
    look();
  });
};
