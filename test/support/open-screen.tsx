import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import xterm from '@xterm/headless';
import { onTestFinished } from 'vitest';
import { type ActivityLog, createActivityLog } from '../../source/domain/activity/activity-log.ts';
import type { ConsoleEvent, ConsoleSource } from '../../source/ui/console-source.ts';
import { openConsole } from '../../source/ui/open-console.tsx';
import type { HistorySource } from '../../source/ui/screens/history/source.ts';
import type { PreventionSource } from '../../source/ui/screens/prevention/source.ts';
import type { SearchSource } from '../../source/ui/screens/search/source.ts';
import type { WizardSource } from '../../source/ui/screens/wizard/source.ts';
import { emptyRetrySource, type RetrySourceParts } from './empty-retry-source.ts';
import { noPrevention } from './no-prevention.ts';
import { noWizard } from './no-wizard.ts';

const patienceMs = 10_000;

export interface Screen {
  text(): string;
  lines(): string[];
  /** Whether the cell that shows this text first is coloured. */
  isColored(text: string): boolean;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Hands the console what the world would say. */
  tell(event: ConsoleEvent): void;
  waitFor(what: string | RegExp): Promise<string>;
  /** The raw bytes that were written, escape sequences included. */
  readonly written: readonly string[];
  /** What the console asked of its source. */
  readonly asked: string[];
  readonly closed: Promise<unknown>;
}

interface ScreenOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly colors?: boolean;
  readonly ascii?: boolean;
  readonly now?: Date;
  /** A clock that moves, instead of `now`. */
  readonly clock?: () => Date;
  readonly wizard?: WizardSource;
  readonly target?: Partial<ConsoleSource['target']>;
  readonly retry?: RetrySourceParts;
  readonly prevention?: PreventionSource;
  readonly history?: HistorySource;
  readonly search?: SearchSource;
  readonly log?: ActivityLog;
}

/** The real screens, drawn into a terminal emulator; only the world behind them is the test's. */
export const openScreen = (options: ScreenOptions = {}): Screen => {
  const { columns = 80, rows = 24, colors = true, ascii = false, now = new Date('2026-11-24T12:04:00Z') } = options;
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const written: string[] = [];
  const stdout = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written.push(chunk.toString('utf8'));
        emulator.write(chunk, () => done());
      },
    }),
    { isTTY: true, columns, rows },
  );
  const stdin = Object.assign(new EventEmitter(), createKeyboard());
  const abort = new AbortController();
  const listeners = new Set<(event: ConsoleEvent) => void>();
  const asked: string[] = [];
  const closed = openConsole({
    source: {
      target: {
        database: 'acme',
        odooVersion: '18.0',
        host: 'db.internal',
        readOnly: false,
        neutralized: false,
        ...options.target,
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      refresh: () => asked.push('refresh'),
      setInterval: (ms) => asked.push(`interval ${ms}`),
      wizard: options.wizard ?? noWizard,
      retry: { ...emptyRetrySource, ...options.retry },
      prevention: options.prevention ?? noPrevention,
      history: options.history ?? {
        read: () => Promise.reject(new Error('This test gave the history no source.')),
      },
      activity: { log: options.log ?? createActivityLog() },
      writeFile({ name, extension, text }) {
        asked.push(`file ${name}.${extension}: ${text}`);
        return Promise.resolve(`/home/anna/${name}.${extension}`);
      },
      search: options.search ?? {
        find: () => Promise.reject(new Error('This test gave the search no source.')),
        explain: () => Promise.reject(new Error('This test gave the search no source.')),
      },
    },
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    colors,
    ascii,
    letters: 'all',
    now: options.clock ?? (() => now),
    signal: abort.signal,
  });
  onTestFinished(async () => {
    abort.abort();
    await closed;
    emulator.dispose();
  });
  const lines = () => readLines(emulator);
  return {
    lines,
    text: () => lines().join('\n'),
    isColored: (text) => isColored(emulator, text),
    type: (keys) => stdin.press(keys),
    resize(newColumns, newRows) {
      emulator.resize(newColumns, newRows);
      Object.assign(stdout, { columns: newColumns, rows: newRows });
      stdout.emit('resize');
    },
    tell(event) {
      for (const listener of listeners) listener(event);
    },
    waitFor: (what) => waitFor(emulator, what),
    written,
    asked,
    closed,
  };
};

/** As much of a terminal's stdin as Ink asks for: raw mode, and a chunk to read whenever keys were pressed. */
const createKeyboard = () => {
  const chunks: string[] = [];
  return {
    isTTY: true,
    setRawMode: () => undefined,
    setEncoding: () => undefined,
    ref: () => undefined,
    unref: () => undefined,
    resume: () => undefined,
    pause: () => undefined,
    read: () => chunks.shift() ?? null,
    press(this: EventEmitter, keys: string) {
      chunks.push(keys);
      this.emit('readable');
    },
  };
};

type Emulator = InstanceType<typeof xterm.Terminal>;

const readLines = (emulator: Emulator): string[] =>
  Array.from(
    { length: emulator.rows },
    (_, row) => emulator.buffer.active.getLine(emulator.buffer.active.viewportY + row)?.translateToString(true) ?? '',
  );

const isColored = (emulator: Emulator, text: string): boolean => {
  const row = readLines(emulator).findIndex((line) => line.includes(text));
  const column = readLines(emulator)[row]?.indexOf(text) ?? -1;
  const cell = emulator.buffer.active.getLine(emulator.buffer.active.viewportY + row)?.getCell(column);
  if (cell === undefined) throw new Error(`The screen does not show '${text}'.`);
  return !cell.isFgDefault();
};

const waitFor = (emulator: Emulator, what: string | RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    const look = () => {
      const text = readLines(emulator).join('\n');
      if (!(typeof what === 'string' ? text.includes(what) : what.test(text))) return;
      clearTimeout(timer);
      listener.dispose();
      resolve(text);
    };
    const listener = emulator.onWriteParsed(look);
    const timer = setTimeout(() => {
      listener.dispose();
      reject(new Error(`The screen never showed ${what}:\n${readLines(emulator).join('\n')}`));
    }, patienceMs);
    look();
  });
