import type { ChangeDependencies, ChangeProgress } from '../../changes/dependencies.ts';
import { offerUndo } from '../../changes/preview-undo.ts';
import { undoEntry } from '../../changes/undo-entry.ts';
import { tellUndo } from '../../output/tell/tell-change.ts';
import { tellProgress } from '../../output/tell/tell-progress.ts';
import type { ActionPreview, RetrySource } from '../../ui/screens/retry/source.ts';
import { type DescribeNow, waitTeller } from '../while-odoo-sends.ts';
import { performAction } from './perform.ts';
import { type MailWorld, type PlannedAction, planAction } from './plan-action.ts';
import { readMailsFor } from './read-mails.ts';

interface FeedOptions {
  readonly world: MailWorld;
  /** The same as it is now: odoo.conf, and which Odoo runs, may change while the console is open. */
  readonly readWorld?: () => Promise<MailWorld>;
  /** Opened when something is changed for the first time: without a journal one can still look. */
  readonly openChanges: () => Promise<ChangeDependencies>;
  /** How long a change waits for a run of the queue, ms. */
  readonly deadlineMs: number;
  readonly describeNow?: DescribeNow;
  readonly folder: string;
}

/** Puts planners, journal and services of one database behind what the retry screen can see. */
export const createRetryFeed = ({
  world,
  readWorld = async () => world,
  openChanges,
  deadlineMs,
  describeNow = () => undefined,
  folder,
}: FeedOptions): Omit<RetrySource, 'previewTest' | 'sendTest'> => {
  const planned = new WeakMap<ActionPreview, PlannedAction>();
  let changes: Promise<ChangeDependencies> | undefined;
  const open = (): Promise<ChangeDependencies> => {
    changes ??= openChanges().catch((error: unknown) => {
      changes = undefined;
      throw error;
    });
    return changes;
  };
  const { odoo, configuration, now } = world;
  return {
    ...readMailsFor({ odoo, configuration, now, folder }),
    async preview(action, ids, choices, options) {
      const result = await planAction(await readWorld(), action, { ids, choices }, options);
      planned.set(result.preview, result);
      return result.preview;
    },
    async perform(preview, options) {
      const result = planned.get(preview);
      if (result === undefined) throw new Error('a preview was performed that nobody planned');
      return await performAction(
        result,
        { changes: await open(), filestore: world.filestore },
        { ...options, deadlineMs, describeNow },
      );
    },
    newestChange: async (options) => await offerUndo(await open(), options),
    undo: async (entry, { signal, tell }) => {
      const say = (words: string): void => tell({ kind: 'stage', words });
      const wait = waitTeller<ChangeProgress>(describeNow, say);
      const onProgress = (progress: ChangeProgress): void => {
        if (!wait.hear(progress)) say(tellProgress(progress));
      };
      try {
        return tellUndo(await undoEntry(entry, await open(), { signal, deadlineMs, onProgress }));
      } finally {
        wait.stop();
      }
    },
  };
};
