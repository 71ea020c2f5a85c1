import { activityScreen } from './activity/open.tsx';
import { historyScreen } from './history/open.tsx';
import { preventionScreen } from './prevention/open.tsx';
import { queueScreen } from './queue/open.tsx';
import { retryScreen } from './retry/open.tsx';
import type { ScreenDefinition } from './screen.ts';
import { searchScreen } from './search/open.tsx';
import { wizardScreen } from './wizard/open.tsx';

/** Every screen, in the order of its key. Adding one is an entry here and its id and destination in screen.ts. */
export const screens: readonly ScreenDefinition[] = [
  queueScreen,
  wizardScreen,
  retryScreen,
  preventionScreen,
  historyScreen,
  searchScreen,
  activityScreen,
];
