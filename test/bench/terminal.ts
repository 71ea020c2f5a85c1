import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';

export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** A terminal of this size in this process, which tells of every frame that is written to it. */
export const createTerminal = ({ columns, rows }: WindowSize) => {
  const frames = new EventEmitter();
  const chunks: string[] = [];
  let written = '';
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: true,
    setRawMode: () => undefined,
    setEncoding: () => undefined,
    ref: () => undefined,
    unref: () => undefined,
    resume: () => undefined,
    pause: () => undefined,
    read: () => chunks.shift() ?? null,
  });
  const stdout = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written += chunk.toString('utf8');
        frames.emit('frame');
        done();
      },
    }),
    { isTTY: true, columns, rows },
  );
  const frame = () => once(frames, 'frame');
  return {
    stdin: stdin as unknown as ReadStream,
    stdout: stdout as unknown as WriteStream,
    frame,
    press(key: string) {
      chunks.push(key);
      stdin.emit('readable');
    },
    async shows(text: string) {
      while (!written.includes(text)) await frame();
    },
    /** Nothing was drawn for a moment: what comes next is the key's. */
    async quiet() {
      for (;;) {
        const pause = new AbortController();
        const timer = setTimeout(() => pause.abort(), 60);
        try {
          await once(frames, 'frame', { signal: pause.signal });
        } catch {
          return;
        } finally {
          clearTimeout(timer);
        }
      }
    },
  };
};
