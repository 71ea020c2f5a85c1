import type { LoadingOrder } from './join-chunks.ts';

/** What the console and a check load, one after the other. */
export const loadingOrders: readonly LoadingOrder[] = [
  [
    ['source/cli.ts'],
    ['source/cli/verbs/console.ts', 'source/console/open-chosen.ts'],
    ['source/world/open-target.ts'],
    ['source/console/show-database.ts'],
    ['source/console/screen-sources.ts'],
  ],
  [['source/cli.ts'], ['source/cli/verbs/check.ts']],
];
