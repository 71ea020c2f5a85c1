import type { Plan } from '../../domain/change/plan.ts';
import type { Filestore } from '../../services/host/filestore.ts';
import { applyPlan } from '../apply.ts';
import type { ChangeDependencies, ChangeOptions } from '../dependencies.ts';
import type { ApplyResult } from '../result.ts';
import { writeArchive } from './archive.ts';
import type { PurgePreview } from './purge-preview.ts';

/** Deletes what a preview showed, once its archive is on disk whole. Never rejects for what a person or the world can mend. */
export const applyPurge = (
  preview: PurgePreview & { readonly plan: Plan },
  filestore: Filestore | undefined,
  dependencies: ChangeDependencies,
  options: Omit<ChangeOptions, 'beforeTransactions'>,
): Promise<ApplyResult> =>
  applyPlan(preview.plan, dependencies, {
    ...options,
    beforeTransactions: async (entry) =>
      writeArchive(await dependencies.journal.openPrivate(entry), preview, filestore, {
        signal: options.signal ?? new AbortController().signal,
      }),
  });
