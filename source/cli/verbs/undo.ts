import { offerUndo } from '../../changes/preview-undo.ts';
import { undoEntry } from '../../changes/undo-entry.ts';
import { readTarget } from '../../inquiry/read-target.ts';
import { undoneDocument } from '../../output/change/documents.ts';
import { formatUndoText } from '../../output/change/result-text.ts';
import type { Command } from '../../world/command.ts';
import { openChanges } from '../../world/open-changes.ts';
import { openTarget } from '../../world/open-target.ts';
import { pointingFlags } from '../../world/pointing-flags.ts';
import { writeResult } from '../../world/write-output.ts';
import { statusOfUndo } from '../change-status.ts';
import { noticeWaiting } from '../notice-waiting.ts';
import { chooseFormat } from '../options/choose-format.ts';
import { orRefusal } from '../refusal.ts';

interface UndoArguments {
  readonly entry?: string;
}

/** Takes a change of this database back, the newest unless one is named. */
export const runUndo: Command<UndoArguments> = async (context, { entry }) => {
  const { options, signal } = context;
  const format = chooseFormat('undo', options.format, ['text', 'json']);
  await using database = await openTarget(context);
  return await orRefusal(context, format, async () => {
    const changes = await openChanges(context, database);
    // What goes wrong here the undo itself says.
    const offer = format === 'json' ? undefined : await offerUndo(changes, { signal }, entry).catch(() => undefined);
    const result = await undoEntry(entry, changes, {
      signal,
      deadlineMs: options.deadline * 1_000,
      onProgress: noticeWaiting(context),
    });
    writeResult(
      context,
      format,
      format === 'json'
        ? `${JSON.stringify({ schema: 1, target: await readTarget(database.odoo, { signal }), undone: undoneDocument(result) })}\n`
        : formatUndoText(result, {
            ascii: options.ascii,
            flags: pointingFlags(options, database.odoo.database),
            offer,
            now: context.now(),
          }),
    );
    return statusOfUndo(result);
  });
};
