import type { ChangeProgress } from '../changes/dependencies.ts';
import { tellProgress } from '../output/tell/tell-progress.ts';
import type { CommandContext } from '../world/command.ts';
import { writeNotice } from '../world/write-output.ts';

/** Says on stderr why nothing seems to happen: a change waits for a run of Odoo's queue to end. */
export const noticeWaiting =
  (context: CommandContext) =>
  (progress: ChangeProgress): void => {
    if (progress.kind === 'waiting-for-queue') writeNotice(context, `${tellProgress(progress)}\n`);
  };
