import type { LoadingOrder } from './join-chunks.ts';

/** What the console and verbs that are run all day load, one after the other: what these share holds nothing that draws. */
export const loadingOrders: readonly LoadingOrder[] = [
  [
    ['source/cli.ts'],
    ['source/cli/verbs/console.ts', 'source/console/open-chosen.ts'],
    ['source/world/open-target.ts'],
    ['source/console/show-database.ts'],
    ['source/console/screen-sources.ts'],
  ],
  [['source/cli.ts'], ['source/cli/verbs/check.ts']],
  // Together: what each of them would have for itself were more files for all.
  [['source/cli.ts'], ['source/cli/verbs/queue.ts', 'source/cli/verbs/retry.ts']],
];
