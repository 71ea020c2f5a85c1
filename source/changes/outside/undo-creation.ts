import { removeFile } from '../../services/host/create-file.ts';
import type { OutsideUndo } from '../journal/journal-events.ts';
import { sha256Of } from '../journal/state-folder.ts';

type Creation = Extract<OutsideUndo, { readonly kind: 'created-file' }>;

/** Removes the file while it is as it was written. Returns what stays, a sentence each. */
export const undoCreation = async ({ path, sha256 }: Creation): Promise<readonly string[]> =>
  (await removeFile(path, (content) => sha256Of(content) === sha256))
    ? []
    : [`${path} was changed by somebody else since, and stays.`];
