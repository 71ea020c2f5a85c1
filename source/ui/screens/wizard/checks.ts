import type { CauseId } from '../../../domain/finding/cause-id.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import type { Store } from '../../store.ts';
import { serverResults } from '../queue/server-results.ts';
import type { ScreenWorld } from '../screen.ts';
import type { WizardAction } from './reducer.ts';
import { retryFilterOf } from './retry-filter.ts';
import type { WizardSource } from './source.ts';
import type { WizardState } from './state.ts';

export interface ChecksRequest {
  /** All when left out. */
  readonly causes?: readonly CauseId[];
  readonly retrySecret?: boolean;
  /** Nobody asked for it. */
  readonly isUnasked?: boolean;
}

/** Measuring, one run at a time. */
export interface Checks {
  /** Begins after the run that is under way, and resolves when it has ended, however. */
  run(request?: ChecksRequest): Promise<void>;
  /** Ends the run that is under way; what was measured stays. */
  stop(): void;
}

interface ChecksOptions extends Pick<ScreenWorld, 'queue' | 'now'> {
  readonly store: Store<WizardState, WizardAction>;
  readonly source: WizardSource;
  /** Has what is seen read anew, so that it is not older than what is measured meanwhile and held against it. */
  readonly lookAgain: () => void;
}

export const createChecks = ({ store, source, queue, now, lookAgain }: ChecksOptions): Checks => {
  let work = new AbortController();
  let last: Promise<void> = Promise.resolve();

  const measure = async ({ causes, retrySecret = false, isUnasked = false }: ChecksRequest): Promise<void> => {
    work = new AbortController();
    const { signal } = work;
    queue.dispatch({ kind: 'measuring', isMeasuring: true });
    lookAgain();
    store.dispatch({ kind: 'run-began', causes: causes ?? source.causes.map(({ id }) => id), at: now() });
    try {
      const wanted = { ...(causes === undefined ? {} : { causes }), retrySecret, isUnasked };
      for await (const event of source.diagnose({ ...wanted, signal })) {
        store.dispatch({ kind: 'diagnosis', event, at: now() });
      }
      tellQueue();
      store.dispatch({ kind: 'run-ended' });
    } catch (error) {
      const problem = signal.aborted
        ? `The checks were stopped; ${namedKeys.measure} measures a step again, ${namedKeys.measureAll} all of them.`
        : describe(error);
      store.dispatch({ kind: 'run-ended', problem });
    } finally {
      queue.dispatch({ kind: 'measuring', isMeasuring: false });
    }
  };

  /** What every screen says of it from now on. */
  const tellQueue = (): void => {
    const { conclusion, steps } = store.read();
    if (conclusion === undefined) return;
    const { verdict, at, outlook } = conclusion;
    const servers = serverResults(steps.flatMap(({ report }) => (report === undefined ? [] : [report])));
    queue.dispatch({
      kind: 'diagnosed',
      verdict,
      at,
      servers,
      retryFilter: retryFilterOf(outlook),
    });
  };

  return {
    run(request = {}) {
      last = last.then(() => measure(request));
      return last;
    },
    stop: () => work.abort(new Error('the checks were stopped')),
  };
};

const describe = (error: unknown): string =>
  `The checks broke off: ${error instanceof Error ? error.message : String(error)}`;
