import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import xterm from '@xterm/headless';
import type { DrawOptions } from '../../source/ui/draw-until-exit.tsx';

const patienceMs = 10_000;

type Emulator = InstanceType<typeof xterm.Terminal>;

/** How a terminal looks, and what its person wants. */
export interface View {
  readonly columns?: number;
  readonly rows?: number;
  readonly colors?: boolean;
  readonly ascii?: boolean;
  readonly letters?: DrawOptions['letters'];
  readonly palette?: DrawOptions['palette'];
  /** In lines, for a screen reader. */
  readonly speaks?: boolean;
}

/** What stands in a cell, and how. */
export interface StyledCell {
  readonly text: string;
  /** One of the terminal's colours; undefined is its own. */
  readonly color: number | undefined;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
  readonly strikethrough: boolean;
}

export interface EmulatedTerminal {
  lines(): string[];
  text(): string;
  /** Every row; a wide character takes its cell and an empty one. */
  cells(): readonly (readonly StyledCell[])[];
  /** Whether the cell that shows this text first is coloured. */
  isColored(text: string): boolean;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  waitFor(what: string | RegExp): Promise<string>;
  /** Resolves once what is under way has been drawn. */
  settle(): Promise<void>;
  /** The raw bytes that were written, escape sequences included. */
  readonly written: readonly string[];
  readonly closed: Promise<unknown>;
  /** Ends what is drawn there. */
  close(): Promise<void>;
}

/** Something that draws, in a terminal that is not there. */
export const openEmulated = (
  { columns = 80, rows = 24, colors = true, ascii = false, letters = 'all', palette, speaks = false }: View,
  open: (terminal: DrawOptions) => Promise<unknown>,
): EmulatedTerminal => {
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
  const closed = open({
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    colors,
    ascii,
    letters,
    palette,
    speaks,
    signal: abort.signal,
  });
  const lines = () => readLines(emulator);
  let isResized = false;
  return {
    lines,
    text: () => lines().join('\n'),
    cells: () => readCells(emulator),
    isColored: (text) => isColored(emulator, text),
    type: (keys) => stdin.press(keys),
    resize(newColumns, newRows) {
      emulator.resize(newColumns, newRows);
      Object.assign(stdout, { columns: newColumns, rows: newRows });
      stdout.emit('resize');
      isResized = true;
    },
    waitFor: (what) => waitFor(emulator, what),
    // Ink draws at once when the window changes.
    async settle() {
      const draw = () => stdout.emit('resize');
      await settle(emulator, isResized ? 1 : 2, draw);
      // On a busy machine it may take longer until the window is filled.
      for (let round = 0; isResized && round < mostRounds && !isFilled(emulator); round += 1)
        await settle(emulator, 1, draw);
      isResized = false;
    },
    written,
    closed,
    async close() {
      abort.abort();
      await closed;
      emulator.dispose();
    },
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

const rowsOf = ({ buffer: { active }, rows }: Emulator) =>
  Array.from({ length: rows }, (_, row) => active.getLine(active.viewportY + row));

const readLines = (emulator: Emulator): string[] =>
  rowsOf(emulator).map((line) => line?.translateToString(true, 0, emulator.cols) ?? '');

const readCells = (emulator: Emulator): readonly (readonly StyledCell[])[] =>
  rowsOf(emulator).map((line) =>
    Array.from({ length: emulator.cols }, (_, column): StyledCell => {
      const cell = line?.getCell(column);
      return {
        text: cell?.getChars() ?? '',
        color: cell === undefined || cell.isFgDefault() ? undefined : cell.getFgColor(),
        bold: (cell?.isBold() ?? 0) !== 0,
        dim: (cell?.isDim() ?? 0) !== 0,
        inverse: (cell?.isInverse() ?? 0) !== 0,
        strikethrough: (cell?.isStrikethrough() ?? 0) !== 0,
      };
    }),
  );

const isColored = (emulator: Emulator, text: string): boolean => {
  const row = readLines(emulator).findIndex((line) => line.includes(text));
  const column = readLines(emulator)[row]?.indexOf(text) ?? -1;
  const cell = readCells(emulator)[row]?.[column];
  if (cell === undefined) throw new Error(`The screen does not show '${text}'.`);
  return cell.color !== undefined;
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

/** React and Ink hand over a change from one turn of the event loop to the next; it takes fewer. */
const turns = 6;
const mostRounds = 20;

/** Every screen ends in its keys; a dialog leaves the last line free. */
const isFilled = (emulator: Emulator): boolean => readLines(emulator).slice(-2).join('').trim() !== '';

/** Lets everything that is under way be drawn, without waiting for the frame in which it would be. */
const settle = async (emulator: Emulator, rounds: number, draw: () => void): Promise<void> => {
  // What is drawn first may still be laid out for the window before: one whose size was just changed has drawn that.
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    draw();
    await new Promise<void>((resolve) => emulator.write('', resolve));
  }
};
