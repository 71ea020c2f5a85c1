import { namedKeys } from '../keys/named-keys.ts';
import { activityKeys } from './activity/keys.ts';
import { historyKeys } from './history/keys.ts';
import { openLater } from './open-later.tsx';
import { preventionKeys } from './prevention/keys.ts';
import { queueScreen } from './queue/open.tsx';
import { retryListKeys } from './retry/keys.ts';
import type { ScreenDefinition } from './screen.ts';
import { foundKeys, storyKeys } from './search/keys.ts';
import { wizardKeys } from './wizard/keys.ts';

/**
 * Every screen, in the order of its key. Adding one is an entry here and its id and destination in screen.ts. The first
 * is drawn at once; what the others need is loaded once it shows something.
 */
export const screens: readonly ScreenDefinition[] = [
  queueScreen,
  {
    id: 'wizard',
    key: namedKeys.wizardScreen,
    title: 'Wizard',
    help: wizardKeys,
    open: openLater(async () => (await import('./wizard/open.tsx')).openWizard),
  },
  {
    id: 'retry',
    key: namedKeys.retryScreen,
    title: 'Retry',
    help: retryListKeys,
    open: openLater(async () => (await import('./retry/open.tsx')).openRetry),
  },
  {
    id: 'prevention',
    key: namedKeys.preventionScreen,
    title: 'Prevention',
    help: preventionKeys,
    open: openLater(async () => (await import('./prevention/open.tsx')).openPrevention),
  },
  {
    id: 'history',
    key: namedKeys.historyScreen,
    title: 'Changes',
    help: historyKeys,
    open: openLater(async () => (await import('./history/open.tsx')).openHistory),
  },
  {
    id: 'search',
    key: namedKeys.find,
    title: 'Find',
    help: [...foundKeys, ...storyKeys.filter(({ keys }) => keys.includes('y') || keys.includes('r'))],
    open: openLater(async () => (await import('./search/open.tsx')).openSearch),
  },
  {
    id: 'activity',
    key: namedKeys.activityScreen,
    title: 'Log',
    help: activityKeys,
    open: openLater(async () => (await import('./activity/open.tsx')).openActivity),
  },
];
