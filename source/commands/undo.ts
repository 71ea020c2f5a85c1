import { undoEntry } from '../changes/undo.ts';
import { undoneDocument } from '../output/change/documents.ts';
import { formatUndoText } from '../output/change/result-text.ts';
import { statusOfUndo } from './change-status.ts';
import { chooseFormat } from './choose-format.ts';
import type { Command } from './command.ts';
import { openChanges } from './open-changes.ts';
import { openTarget } from './open-target.ts';
import { readTarget } from './read-target.ts';
import { orRefusal } from './refusal.ts';
import { writeResult } from './write-output.ts';

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
    const result = await undoEntry(entry, changes, { signal, deadlineMs: options.deadline * 1_000 });
    writeResult(
      context,
      format,
      format === 'json'
        ? `${JSON.stringify({ schema: 1, target: await readTarget(database.odoo, { signal }), undone: undoneDocument(result) })}\n`
        : formatUndoText(result, options.ascii),
    );
    return statusOfUndo(result);
  });
};
