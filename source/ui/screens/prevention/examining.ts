import type { PrecautionId } from '../../../domain/finding/precaution-id.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import type { Store } from '../../store.ts';
import type { ScreenWorld } from '../screen.ts';
import type { PreventionAction } from './reducer.ts';
import type { PreventionSource } from './source.ts';
import type { PreventionState } from './state.ts';

/** Examining, one run at a time. */
export interface Examining {
  /** Begins after the run that is under way, and resolves when it has ended, however. All when nothing is named. */
  run(only?: readonly PrecautionId[]): Promise<void>;
  /** Ends the run that is under way; what was measured stays. */
  stop(): void;
}

interface ExaminingOptions extends Pick<ScreenWorld, 'now'> {
  readonly store: Store<PreventionState, PreventionAction>;
  readonly source: PreventionSource;
}

export const createExamining = ({ store, source, now }: ExaminingOptions): Examining => {
  let work = new AbortController();
  let last: Promise<void> = Promise.resolve();

  const examine = async (only: readonly PrecautionId[] | undefined): Promise<void> => {
    work = new AbortController();
    const { signal } = work;
    store.dispatch({ kind: 'run-began', only: only ?? source.precautions.map(({ id }) => id), at: now() });
    try {
      for await (const report of source.examine({ signal, ...(only === undefined ? {} : { only }) })) {
        store.dispatch({ kind: 'examined', report, at: now() });
      }
      store.dispatch({ kind: 'run-ended', at: now() });
    } catch (error) {
      const problem = signal.aborted
        ? `It was stopped; ${namedKeys.measure} measures a line again, ${namedKeys.measureAll} all of them.`
        : `Measuring broke off: ${error instanceof Error ? error.message : String(error)}`;
      store.dispatch({ kind: 'run-ended', at: now(), problem });
    }
  };

  return {
    run(only) {
      last = last.then(() => examine(only));
      return last;
    },
    stop: () => work.abort(new Error('measuring was stopped')),
  };
};
