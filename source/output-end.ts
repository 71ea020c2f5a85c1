import type { Writable } from 'node:stream';
import { describeFileTrouble } from './services/host/file-trouble.ts';

interface OutputEnd {
  /** Waits until everything written so far has left the process. The sentence when it could not: a full disk, a reader that has ended. */
  settle(): Promise<string | undefined>;
}

/** Watches what becomes of a result after it was written: the system tells of a full disk only afterwards. */
export const watchOutput = (stream: Writable): OutputEnd => {
  let fault: Error | undefined;
  stream.on('error', (error) => {
    fault ??= error;
  });
  return {
    async settle() {
      await new Promise<void>((resolve) => stream.write('', () => resolve()));
      if (fault === undefined) return undefined;
      const why = describeFileTrouble(fault) ?? fault.message;
      return `The result could not be written whole: ${why}.`;
    },
  };
};
