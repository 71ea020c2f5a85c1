import { otherScenes } from './other-scenes.ts';
import { outerScenes } from './outer-scenes.ts';
import { queueScenes } from './queue-scenes.ts';
import { retryScenes } from './retry-scenes.ts';
import type { Scene } from './scene.ts';
import { wizardScenes } from './wizard-scenes.ts';

/** Every screen and dialog that a person can meet. */
export const scenes: readonly Scene[] = [
  ...queueScenes,
  ...wizardScenes,
  ...retryScenes,
  ...otherScenes,
  ...outerScenes,
];
