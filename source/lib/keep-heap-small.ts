import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { secondMs } from './time-units.ts';

/**
 * For commands that read hundreds of thousands of rows page by page, and for those that stay open beside Odoo for days:
 * what is held is little, and what is let go would otherwise lie about in a young generation of up to a hundred
 * megabytes, and in a heap of twice what is alive. Costs a tenth more processor time. To be called before much is loaded.
 * Flags that an engine does not know are ignored.
 */
export const keepHeapSmall = (): void => {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
};

let returnsPages = false;

/**
 * For what stays open: pages that a collection emptied go back to the system with it, where the engine would keep them
 * until nothing has happened for long, forty megabytes after a look at a hundred thousand mails. Work on so many takes a
 * fifth more processor time; a key or a look takes no more. To be called once what runs is loaded: compiled code that is
 * kept for the next start belongs to the flags under which it is kept, and other commands share it, so that this one is
 * taken back before that.
 */
export const returnEmptyPages = (): void => {
  if (returnsPages) return;
  returnsPages = true;
  setFlagsFromString('--optimize-for-size');
  process.once('exit', () => setFlagsFromString('--no-optimize-for-size'));
};

/**
 * For commands that run for a moment or wait most of the time: code is optimized where it has run twenty times as often as
 * usual. In half a second nothing pays for that work, and the optimizing compilers alone bring seven megabytes of the engine into memory; what
 * works through a large queue still gets there. To be called before much is loaded.
 */
export const optimizeLate = (): void => {
  setFlagsFromString('--invocation-count-for-maglev=8000');
  setFlagsFromString('--invocation-count-for-maglev-osr=2000');
  setFlagsFromString('--invocation-count-for-turbofan=60000');
  setFlagsFromString('--invocation-count-for-osr=10000');
};

/** What a last resort is to V8: all that is not needed is found, and what is left is moved together. */
const thoroughly = { type: 'major', execution: 'sync', flavor: 'last-resort' } as const;

/** V8 reduces a heap so many times in a row, from eight seconds after it was last gone through on. */
const usualReductions = 2;
const reducedWithinMs = 10 * secondMs;

/**
 * Gives the system what much work has left behind in the heap, a quarter of it after a diagnosis: V8 would keep it for the
 * next, which a program that only waits never does. Costs some 50 ms, in which nothing else happens. What V8 would do
 * of its own accord a little later, twice, is left out this time: it finds next to nothing then, and takes as long each.
 */
export const giveMemoryBack = (): void => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('typeof gc === "function" ? gc : undefined');
  if (typeof collect !== 'function') return;
  collect(thoroughly);
  setFlagsFromString('--memory-reducer-gc-count=0');
  setTimeout(() => setFlagsFromString(`--memory-reducer-gc-count=${usualReductions}`), reducedWithinMs).unref();
};
