import { bindKeys, type KeyLayer } from '../../keys/layer.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import type { EarlyWorld, OpenScreen, ScreenDefinition } from '../screen.ts';
import { type MendStage, mendStage, type QueueControls, queueKeysFor } from './keys.ts';
import { stepPlaceOf } from './lead.ts';
import { queueLines } from './lines/layout.ts';
import { QueueScreen } from './screen.tsx';
import { failureGroupAt, stepInterval } from './state.ts';

const createControls = ({ source, queue, goTo, say }: EarlyWorld): QueueControls => ({
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
    if (mendStage(queue.read()) === 'measure') {
      queue.dispatch({ kind: 'changed' });
      return say(
        queue.read().isMeasuring
          ? `The queue has changed: it is measured anew. ${namedKeys.mend} again begins what is found then.`
          : 'The queue has changed: it is measured anew as soon as it can be read.',
      );
    }
    const { diagnosed } = queue.read();
    const [first] = diagnosed?.verdict.nextSteps ?? [];
    if (first === undefined) return goTo({ screen: 'wizard' });
    if (stepPlaceOf(first) !== 'retry') return goTo({ screen: 'wizard', begin: first });
    goTo({ screen: 'retry', filter: diagnosed?.retryFilter ?? 'state:exception', begin: 'retry' });
  },
});

/** The live queue is the console's own (the header shows it, too), so the screen only adds keys and a view. */
const open = (world: EarlyWorld): OpenScreen => {
  const { queue } = world;
  const controls = createControls(world);
  const layer = (stage: MendStage): readonly KeyLayer[] => [{ keys: bindKeys(queueKeysFor(stage), controls) }];
  const layers = { mend: layer('mend'), measuring: layer('measuring'), measure: layer('measure') };
  return {
    start: () => () => undefined,
    subscribe: queue.subscribe,
    read: queue.read,
    layers: () => layers[mendStage(queue.read())],
    pausedChanges: () => queue.read().paused?.changes,
    shown: (frame) => JSON.stringify([mendStage(queue.read()), queueLines(queue.read(), frame)]),
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
