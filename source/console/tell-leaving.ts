import { leavingText } from '../output/change/leaving-text.ts';
import type { CommandContext } from '../world/command.ts';
import { readJournalOf } from '../world/history-world.ts';
import type { OpenDatabase } from '../world/open-target.ts';
import { pointingFlags } from '../world/pointing-flags.ts';
import { writeNotice } from '../world/write-output.ts';

/** Says what was changed since then, and how to take it back. */
export const tellLeaving = async (context: CommandContext, database: OpenDatabase, since: Date): Promise<void> => {
  const own = await readJournalOf(context, database).readOwnChanges(since);
  const entries = (own ?? []).map(({ entry }) => entry);
  const flags = context.endsWithCommand ? undefined : pointingFlags(context.options, database.odoo.database);
  const text = leavingText(entries, flags);
  if (text !== undefined) writeNotice(context, `${text}\n`);
};
