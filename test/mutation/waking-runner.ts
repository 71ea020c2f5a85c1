import { inject, type RunnerTestCase, TestRunner } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The mutants that still have to be noticed by waking them in place; null: nothing is woken. */
    readonly unnoticed: readonly number[] | null;
  }
  interface TaskMeta {
    /** The mutants that this test noticed in place. */
    noticed?: readonly number[];
  }
}

declare global {
  var noticedSoFar: Set<number> | undefined;
}

/**
 * Runs a test of pure code once more for every mutant that it came past, in the same process: that takes milliseconds
 * where a run of its own takes a second. What it does not notice so may have been computed while modules came into
 * memory, and is asked again in a run of its own.
 */
export default class WakingRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    await run();
    const unnoticed = inject('unnoticed');
    if (unnoticed === null) return;
    globalThis.noticedSoFar ??= new Set();
    const noticed: number[] = [];
    const passes = async (): Promise<boolean> => {
      try {
        await run();
        return true;
      } catch {
        return false;
      }
    };
    for (const id of globalThis.mutantsMet?.() ?? []) {
      if (!unnoticed.includes(id) || globalThis.noticedSoFar.has(id)) continue;
      // A test that cannot be run twice, or that a mutant left something behind for, says nothing about the others.
      if (!(await passes())) break;
      globalThis.wakeMutant?.(id);
      const isNoticed = !(await passes());
      globalThis.wakeMutant?.(null);
      if (!isNoticed) continue;
      noticed.push(id);
      globalThis.noticedSoFar.add(id);
    }
    test.meta.noticed = noticed;
  }
}
