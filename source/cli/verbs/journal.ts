import { stateHomeOf } from '../../changes/journal/state-home.ts';
import { listChanges } from '../../changes/list-changes.ts';
import type { JournalEntry } from '../../domain/change/journal-entry.ts';
import { exitStatus } from '../../domain/exit-status.ts';
import { readTarget } from '../../inquiry/read-target.ts';
import { entryDocument } from '../../output/change/documents.ts';
import { formatJournalText } from '../../output/change/result-text.ts';
import { type CommandFailure, describeFailure, failureDocument } from '../../output/failure.ts';
import type { TargetDocument } from '../../output/target-document.ts';
import type { Target } from '../../target/target.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { openChanges } from '../../world/open-changes.ts';
import { findDatabases, openDatabase } from '../../world/open-target.ts';
import { writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';

/** A database of several that could not be read; the others still are. */
interface Refusal {
  readonly database: string;
  readonly failure: CommandFailure;
}

interface Listed {
  readonly target: TargetDocument;
  readonly entries: readonly JournalEntry[];
}

/**
 * Lists what was changed in a database, or in each of them; what a sudden end left open is settled first. Status 3 when
 * one of several could not be read.
 */
export const runJournal: Command = async (context) => {
  const { options } = context;
  const format = chooseFormat('journal', options.format, ['text', 'json']);
  const { addresses, target } = await findDatabases(context);
  const lists: (Listed | Refusal)[] = [];
  for (const address of addresses) lists.push(await answer(context, address, target));
  const print = format === 'json' ? formatJson : formatText;
  writeResult(context, format, print(lists, options.allDatabases, stateHomeOf(context.env)));
  return lists.some(isRefusal) ? exitStatus.unknown : exitStatus.ok;
};

const isRefusal = (given: Listed | Refusal): given is Refusal => 'failure' in given;

const answer = async (...question: Parameters<typeof list>): Promise<Listed | Refusal> => {
  try {
    return await list(...question);
  } catch (error) {
    const failure = describeFailure(error);
    const [{ options }, { database }] = question;
    if (!options.allDatabases || failure.status !== exitStatus.unknown) throw error;
    return { database, failure };
  }
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

const formatText = (lists: readonly (Listed | Refusal)[], areSeveral: boolean, stateHome: string): string =>
  lists
    .map((given) => {
      if (isRefusal(given)) return `${given.database}: ${given.failure.message}\n`;
      return `${areSeveral ? `${given.target.database}\n` : ''}${formatJournalText(given.entries, stateHome)}`;
    })
    .join('\n');

const formatJson = (lists: readonly (Listed | Refusal)[], areSeveral: boolean): string => {
  const documents = lists.map((given) =>
    isRefusal(given)
      ? { ...failureDocument(given.failure), target: { database: given.database } }
      : { schema: 1, target: given.target, journal: given.entries.map(entryDocument) },
  );
  return `${JSON.stringify(areSeveral ? { schema: 1, databases: documents } : documents[0], null, 2)}\n`;
};
