import { describeAge } from '../../components/describe-age.ts';
import { bindKeys, type KeyLayer } from '../../keys/layer.ts';
import { dispatchTyped } from '../../keys/typed.ts';
import { whyPreviewOnly } from '../../preview-only.ts';
import { createStore } from '../../store.ts';
import type { OpenScreen, ScreenWorld } from '../screen.ts';
import { createCopyText } from '../wizard/controls.ts';
import { createWizardDialogControls } from '../wizard/dialog/controls.ts';
import { wizardDialogLayers } from '../wizard/dialog/keys.ts';
import { createMending } from '../wizard/mending.ts';
import { createPreventionControls, createPreventionPlace } from './controls.ts';
import { createExamining } from './examining.ts';
import { preventionKeys } from './keys.ts';
import { preventionReducer } from './reducer.ts';
import { PreventionScreen } from './screen.tsx';
import { speakPrevention } from './speech.ts';
import { createPreventionState } from './state.ts';

export const openPrevention = (world: ScreenWorld): OpenScreen => {
  const source = world.source.prevention;
  const store = createStore(preventionReducer, createPreventionState(source.precautions));
  const examining = createExamining({ ...world, store, source });
  const place = createPreventionPlace({
    store,
    examining,
    hear: (typed) => dispatchTyped(layers(), typed, world.say),
  });
  const mending = createMending({ ...world, place, source, previewOnly: whyPreviewOnly(world.source.target) });
  const own = [
    { keys: bindKeys(preventionKeys, createPreventionControls({ world, store, source, examining, mending })) },
  ];
  const dialogControls = createWizardDialogControls({
    read: store.read,
    act: place.act,
    mending,
    copy: createCopyText(world),
  });
  const layers = (): readonly KeyLayer[] => {
    const { dialog } = store.read();
    return dialog === undefined ? own : wizardDialogLayers(dialog, dialogControls);
  };
  let wasVisited = false;

  return {
    start: () => () => {
      mending.stopOrClose();
      examining.stop();
    },
    subscribe: store.subscribe,
    read: store.read,
    layers,
    pausedChanges: () => undefined,
    shownTimes(now) {
      const { measuredAt } = store.read();
      return measuredAt === undefined ? '' : describeAge(measuredAt, now);
    },
    visit() {
      if (wasVisited) return;
      wasVisited = true;
      void examining.run();
    },
    resize: (size) => store.dispatch({ kind: 'resized', ...size }),
    speak: (at) => speakPrevention(store.read(), at),
    draw: ({ rows, now }) => <PreventionScreen state={store.read()} rows={rows} now={now} />,
  };
};
