import { bindKeys, type KeyLayer } from '../../keys/layer.ts';
import type { EarlyWorld, OpenScreen, ScreenDefinition } from '../screen.ts';
import { type MendStage, mendStage, type QueueControls, queueKeysFor, whyNotBegun } from './keys.ts';
import { stepPlaceOf } from './lead.ts';
import { queueLines } from './lines/layout.ts';
import { queueTimes } from './lines/queue-times.ts';
import { createMendWish, type MendWish } from './mend-wish.ts';
import { QueueScreen } from './screen.tsx';
import { speakQueue } from './speech.ts';
import { failureGroupAt, type QueueScreenState, type ShownDiagnosis, stepInterval } from './state.ts';

/** Asks or shows what would change: whatever is begun here is confirmed elsewhere. */
const begin = ({ goTo, typeAhead }: EarlyWorld, { verdict, retryFilter }: ShownDiagnosis): void => {
  const [first] = verdict.nextSteps;
  if (first === undefined) return;
  const place = stepPlaceOf(first);
  if (place === 'remedy') typeAhead.expect({ asked: first, leave: () => undefined });
  else typeAhead.forget();
  goTo(
    place === 'retry'
      ? { screen: 'retry', filter: retryFilter ?? 'state:exception', begin: 'retry' }
      : { screen: 'wizard', begin: first },
  );
};

const sayWait = ({ diagnosed, isMeasuring }: QueueScreenState): string => {
  if (diagnosed === undefined) return isMeasuring ? 'What is wrong is still being measured' : 'The queue is being read';
  return isMeasuring ? 'The queue has changed' : 'The queue has changed, and is measured as soon as it can be read';
};

const createControls = (world: EarlyWorld, wish: Pick<MendWish, 'make' | 'drop'>): QueueControls => {
  const { source, queue, goTo, say, typeAhead } = world;
  return {
    read: queue.read,
    togglePause: () => queue.dispatch({ kind: 'pause-toggled' }),
    refreshNow: () => source.refresh(),
    stepInterval: (step) => {
      const intervalMs = stepInterval(queue.read().intervalMs, step);
      source.setInterval(intervalMs);
      queue.dispatch({ kind: 'interval-chosen', intervalMs });
    },
    move: (step) => queue.dispatch({ kind: 'cursor-moved', step }),
    openRetry: () => {
      const group = failureGroupAt(queue.read());
      if (group !== undefined) goTo({ screen: 'retry', filter: `class:${group.class}` });
    },
    changesOff: () => source.changesOff,
    mend() {
      const stage = mendStage(queue.read());
      const { diagnosed } = queue.read();
      if (stage === 'mend') return diagnosed === undefined ? goTo({ screen: 'wizard' }) : begin(world, diagnosed);
      wish.make();
      typeAhead.expect({ asked: diagnosed?.verdict.nextSteps[0], leave: wish.drop });
      if (stage === 'measure') queue.dispatch({ kind: 'changed' });
      say(`${sayWait(queue.read())}: what is found opens here by itself.`);
    },
  };
};

/** The live queue is the console's own (the header shows it, too), so the screen only adds keys and a view. */
const open = (world: EarlyWorld): OpenScreen => {
  const { queue, source, typeAhead } = world;
  const wish = createMendWish({
    queue,
    fulfil(diagnosed) {
      const obstacle = whyNotBegun(diagnosed, () => source.changesOff);
      if (obstacle === undefined) return begin(world, diagnosed);
      typeAhead.forget(obstacle);
    },
    giveUp: () => typeAhead.forget('What is wrong could not be measured.'),
  });
  const controls = createControls(world, wish);
  const layer = (stage: MendStage): readonly KeyLayer[] => [{ keys: bindKeys(queueKeysFor(stage), controls) }];
  const layers = { mend: layer('mend'), measuring: layer('measuring'), measure: layer('measure') };
  return {
    start: wish.start,
    subscribe: queue.subscribe,
    read: queue.read,
    layers: () => layers[mendStage(queue.read())],
    pausedChanges: () => queue.read().paused?.changes,
    shownTimes: (now) => queueTimes(queue.read(), now),
    shown: (frame) => JSON.stringify([mendStage(queue.read()), queueLines(queue.read(), frame)]),
    speak: (at) => speakQueue(queue.read(), at),
    draw: (size) => <QueueScreen state={queue.read()} {...size} />,
  };
};

export const queueScreen: ScreenDefinition = {
  id: 'queue',
  key: '1',
  title: 'Queue',
  open,
  help: queueKeysFor('mend'),
};
