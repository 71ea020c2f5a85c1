import { symptoms } from '../../../domain/finding/symptom.ts';
import type { Store } from '../../store.ts';
import { createCopy } from '../../terminal-clipboard.ts';
import type { ScreenWorld } from '../screen.ts';
import { beginStep } from './begin-step.ts';
import type { Checks } from './checks.ts';
import type { OpeningControls, WizardControls } from './keys.ts';
import { findingKey } from './lines/step-lines.ts';
import type { Mending } from './mending.ts';
import { nextUnsolved, type WizardAction } from './reducer.ts';
import { retryFilterOf } from './retry-filter.ts';
import type { WizardSource } from './source.ts';
import type { WizardState } from './state.ts';
import { copyAllAmong, copyAmong, offersAt, pointedAt, shownFindings, treatmentStep } from './under-cursor.ts';

interface ControlsOptions {
  readonly world: ScreenWorld;
  readonly store: Store<WizardState, WizardAction>;
  readonly source: WizardSource;
  readonly checks: Checks;
  readonly mending: Mending;
}

/** Copies what is under the cursor, named by its first line. */
export const createCopyText = (world: ScreenWorld): ((text: string | undefined) => void) => {
  const copy = createCopy(world);
  return (text) => {
    if (text === undefined) return;
    const [line = ''] = text.split('\n');
    copy(text, `${line}${text.includes('\n') ? ' …' : ''}`);
  };
};

/** What the keys of causes and step do. */
export const createControls = ({ world, store, source, checks, mending }: ControlsOptions): WizardControls => {
  const { say, goTo, typeAhead } = world;
  const copy = createCopyText(world);
  const openStep = (): void => {
    const state = store.read();
    const pointed = pointedAt(shownFindings(state));
    if (state.pane === 'causes') store.dispatch({ kind: 'pane-chosen', pane: 'step' });
    else if (state.selected === 'outlook') openRetry();
    else if (pointed?.isRemedy === false) store.dispatch({ kind: 'toggled', key: findingKey(pointed.finding) });
    else if (pointed !== undefined && source.changesOff !== undefined) say(source.changesOff);
    else if (pointed !== undefined) mending.begin();
  };
  const openRetry = (): void => {
    const outlook = store.read().conclusion?.outlook;
    const filter = outlook === undefined ? undefined : retryFilterOf(outlook);
    if (filter === undefined) say('No failed mail can go out now.');
    else goTo({ screen: 'retry', filter });
  };
  return {
    read: store.read,
    changesOff: () => source.changesOff,
    move: (step) => store.dispatch({ kind: 'moved', step }),
    open: openStep,
    back: () =>
      store.read().pane === 'step'
        ? store.dispatch({ kind: 'pane-chosen', pane: 'causes' })
        : goTo({ screen: 'queue' }),
    next: () => store.dispatch({ kind: 'step-chosen', step: nextUnsolved(store.read()), pane: 'step' }),
    measure: () => {
      const { selected } = store.read();
      // Somebody asked for exactly this, so a password that was refused is sent once more.
      void checks.run(selected === 'outlook' ? {} : { causes: [selected], retrySecret: selected === 'credentials' });
    },
    measureAll: () => void checks.run(),
    stop: () => checks.stop(),
    fix() {
      const state = store.read();
      const first = treatmentStep(state);
      if (offersAt(state).length > 0 || first === undefined) mending.begin();
      else beginStep({ step: first, store, mending, typeAhead });
    },
    undo: () => mending.undo(),
    export: () => exportReport(store.read(), source, say),
    copy: () => copy(copyAmong(shownFindings(store.read()))),
    copyAll: () => copy(copyAllAmong(shownFindings(store.read()))),
    askSymptom: () => store.dispatch({ kind: 'opening-asked' }),
  };
};

const exportReport = ({ conclusion, steps }: WizardState, source: WizardSource, say: (words: string) => void): void => {
  if (conclusion === undefined) return;
  const reports = steps.flatMap(({ report }) => (report === undefined ? [] : [report]));
  const { verdict, queue, durationMs } = conclusion;
  source.export({ verdict, reports, queue, durationMs }).then(
    (path) => say(`The report, mail addresses shortened, is in ${path}`),
    (error: unknown) => say(error instanceof Error ? error.message : String(error)),
  );
};

/** What the keys of the opening question do. */
export const createOpeningControls = (store: Store<WizardState, WizardAction>): OpeningControls => ({
  move: (step) => store.dispatch({ kind: 'opening-moved', step }),
  answer: () => store.dispatch({ kind: 'symptom-chosen', symptom: symptoms[store.read().opening ?? 0]?.id }),
  skip: () => store.dispatch({ kind: 'symptom-chosen', symptom: undefined }),
});
