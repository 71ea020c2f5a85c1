import { stateHomeOf } from '../../changes/journal/journal.ts';
import { listChanges } from '../../changes/undo-entry.ts';
import type { JournalEntry } from '../../domain/change/journal-entry.ts';
import { exitStatus } from '../../domain/exit-status.ts';
import { readTarget } from '../../inquiry/read-target.ts';
import { entryDocument } from '../../output/change/documents.ts';
import { formatJournalText } from '../../output/change/result-text.ts';
import type { TargetDocument } from '../../output/target-document.ts';
import type { Target } from '../../target/target.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { openChanges } from '../../world/open-changes.ts';
import { findDatabases, openDatabase } from '../../world/open-target.ts';
import { writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';

interface Listed {
  readonly target: TargetDocument;
  readonly entries: readonly JournalEntry[];
}

/** Lists what was changed in a database, or in each of them; what a sudden end left open is settled first. */
export const runJournal: Command = async (context) => {
  const { options } = context;
  const format = chooseFormat('journal', options.format, ['text', 'json']);
  const { addresses, target } = await findDatabases(context);
  const lists: Listed[] = [];
  for (const address of addresses) lists.push(await list(context, address, target));
  const print = format === 'json' ? formatJson : formatText;
  writeResult(context, format, print(lists, options.allDatabases, stateHomeOf(context.env)));
  return exitStatus.ok;
};

const list = async (
  context: CommandContext,
  address: Parameters<typeof openDatabase>[1],
  target: Target,
): Promise<Listed> => {
  const { signal } = context;
  await using database = await openDatabase(context, address, target);
  const entries = await listChanges(await openChanges(context, database), { signal });
  return { target: await readTarget(database.odoo, { signal }), entries };
};

const formatText = (lists: readonly Listed[], areSeveral: boolean, stateHome: string): string =>
  lists
    .map(({ target, entries }) => `${areSeveral ? `${target.database}\n` : ''}${formatJournalText(entries, stateHome)}`)
    .join('\n');

const formatJson = (lists: readonly Listed[], areSeveral: boolean): string => {
  const documents = lists.map(({ target, entries }) => ({ schema: 1, target, journal: entries.map(entryDocument) }));
  return `${JSON.stringify(areSeveral ? { schema: 1, databases: documents } : documents[0], null, 2)}\n`;
};
