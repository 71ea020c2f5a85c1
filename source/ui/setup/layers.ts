import { bindKeys, type KeyLayer } from '../keys/layer.ts';
import type { Store } from '../store.ts';
import { databaseListKeys, type SetupControls, setupKeys, tlsKeys } from './keys.ts';
import type { SetupChoice, SetupSource } from './source.ts';
import { readForm, type SetupAction, type SetupState } from './state.ts';

interface SetupOptions {
  readonly store: Store<SetupState, SetupAction>;
  readonly source: Pick<SetupSource, 'try'>;
  leave(choice?: SetupChoice): void;
  /** Where leaving it leads. */
  readonly leads: string;
}

/** What the keys do now, and how to stop what they began. */
export const createSetupLayers = ({ store, source, leave, leads }: SetupOptions) => {
  let running: AbortController | undefined;
  const stop = (): void => {
    running?.abort(new Error('the set-up screen was left'));
    running = undefined;
  };
  const tryForm = async (): Promise<void> => {
    const form = readForm(store.read());
    const abort = new AbortController();
    running = abort;
    store.dispatch({ kind: 'trying' });
    try {
      const trial = await source.try(form, { signal: abort.signal });
      if (abort.signal.aborted) return;
      if (trial.kind === 'opens') leave({ kind: 'connection', form });
      else store.dispatch(trial);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!abort.signal.aborted) store.dispatch({ kind: 'refused', message, tryThis: undefined });
    } finally {
      if (running === abort) running = undefined;
    }
  };
  const controls: SetupControls = {
    move: (step) => store.dispatch({ kind: 'moved', step }),
    isOnTls: () => store.read().rows[store.read().at]?.kind === 'tls',
    turnTls: (step) => store.dispatch({ kind: 'tls-turned', step }),
    isTrying: () => running !== undefined,
    open() {
      const { trial, rows, at } = store.read();
      if (trial.kind === 'several') {
        const database = trial.names[trial.at] ?? '';
        leave({ kind: 'connection', form: { ...readForm(store.read()), database } });
        return;
      }
      const row = rows[at];
      if (row?.kind === 'demo') leave({ kind: 'demo' });
      else if (row?.kind === 'configuration') leave({ kind: 'configuration', path: row.configuration.path });
      else void tryForm();
    },
    back() {
      if (store.read().trial.kind === 'several') store.dispatch({ kind: 'list-left' });
      else if (running === undefined) leave();
      else {
        stop();
        store.dispatch({ kind: 'stopped' });
      }
    },
  };
  const list = bindKeys(databaseListKeys, controls);
  const form = bindKeys(setupKeys(leads), controls);
  const tls = bindKeys(tlsKeys, controls);
  const hear = (action: SetupAction): boolean => {
    // What is being tried is what is seen.
    if (running === undefined) store.dispatch(action);
    return true;
  };
  const layers = (): readonly KeyLayer[] => {
    if (store.read().trial.kind === 'several') return [{ keys: list, isModal: true }];
    return [
      ...(controls.isOnTls() && running === undefined ? [{ keys: tls }] : []),
      {
        keys: form,
        type: (key) => hear({ kind: 'typed', key }),
        paste: (text) => void hear({ kind: 'pasted', text }),
        isModal: true,
      },
    ];
  };
  return { layers, stop };
};
