import { describeAge } from '../../components/describe-age.ts';
import { bindKeys, type KeyLayer } from '../../keys/layer.ts';
import { dispatchTyped } from '../../keys/typed.ts';
import { whyPreviewOnly } from '../../preview-only.ts';
import { createStore } from '../../store.ts';
import type { OpenScreen, ScreenWorld } from '../screen.ts';
import { beginStep } from './begin-step.ts';
import { createChecks } from './checks.ts';
import { createControls, createCopyText, createOpeningControls } from './controls.ts';
import { createWizardDialogControls } from './dialog/controls.ts';
import { wizardDialogLayers } from './dialog/keys.ts';
import { openingKeys, wizardKeys } from './keys.ts';
import { createMending } from './mending.ts';
import { createMendingPlace } from './mending-place.ts';
import { wizardReducer } from './reducer.ts';
import { WizardScreen } from './screen.tsx';
import { speakWizard } from './speech.ts';
import { createWizardState } from './state.ts';
import { createUpkeep } from './upkeep.ts';

export const openWizard = (world: ScreenWorld): OpenScreen => {
  const source = world.source.wizard;
  const store = createStore(wizardReducer, createWizardState(source.causes));
  const checks = createChecks({ ...world, store, source, lookAgain: () => world.source.refresh() });
  const mending = createMending({
    ...world,
    place: createMendingPlace({ store, checks, hear: (typed) => dispatchTyped(layers(), typed, world.say) }),
    source,
    previewOnly: whyPreviewOnly(world.source.target),
  });
  const own = [{ keys: bindKeys(wizardKeys, createControls({ world, store, source, checks, mending })) }];
  const opening: readonly KeyLayer[] = [{ keys: bindKeys(openingKeys, createOpeningControls(store)) }];
  const dialogControls = createWizardDialogControls({
    read: store.read,
    act: (action) => store.dispatch({ kind: 'dialog', action }),
    mending,
    copy: createCopyText(world),
  });
  const upkeep = createUpkeep({ ...world, store, checks });
  const layers = (): readonly KeyLayer[] => {
    const state = store.read();
    if (state.dialog !== undefined) return wizardDialogLayers(state.dialog, dialogControls);
    return state.opening === undefined ? own : opening;
  };

  return {
    start() {
      const stop = upkeep.start();
      return () => {
        stop();
        mending.stopOrClose();
        checks.stop();
      };
    },
    subscribe: store.subscribe,
    read: store.read,
    layers,
    pausedChanges: () => undefined,
    shownTimes(now) {
      const { run, conclusion } = store.read();
      // Seconds are counted.
      if (run !== undefined) return undefined;
      return conclusion === undefined ? '' : describeAge(conclusion.at, now);
    },
    visit(destination) {
      upkeep.measureOnce();
      const step = destination.screen === 'wizard' ? destination.begin : undefined;
      // Whoever left a remedy while this screen was loading does not want it any more.
      if (step !== undefined && (step.remedy === null || world.typeAhead.isExpecting()))
        beginStep({ step, store, mending, typeAhead: world.typeAhead });
    },
    resize: (size) => store.dispatch({ kind: 'resized', ...size }),
    speak: (at) => speakWizard(store.read(), at),
    draw: ({ rows, now }) => <WizardScreen state={store.read()} rows={rows} now={now} />,
  };
};
