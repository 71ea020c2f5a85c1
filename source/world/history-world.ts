import { openJournal } from '../changes/journal/journal.ts';
import { readOwnChanges } from '../changes/journal/own-changes.ts';
import { stateHomeOf } from '../changes/journal/state-home.ts';
import { UserError } from '../domain/errors.ts';
import { formatHostPort } from '../domain/host-port.ts';
import type { HistoryWorld } from '../inspection/history/read-history.ts';
import { readFileTime } from '../services/host/file-time.ts';
import type { CheckParts } from './check-context.ts';
import { createCheckContext } from './check-context.ts';
import type { CommandContext } from './command.ts';
import type { OpenDatabase } from './open-target.ts';

/** What a history reads from: the database, this machine, and the journal where there is one. Changes nothing. */
export const openHistoryWorld = async (context: CommandContext, parts: CheckParts): Promise<HistoryWorld> => ({
  checks: await createCheckContext(context, parts),
  ...readJournalOf(context, parts.database),
});

/** The journal alone; where it cannot be opened, it has nothing. */
export const readJournalOf = (
  { env, now }: Pick<CommandContext, 'env' | 'now'>,
  { address, odoo }: Pick<OpenDatabase, 'address' | 'odoo'>,
): Pick<HistoryWorld, 'readOwnChanges'> => ({
  readOwnChanges: async (since) => {
    try {
      const stateHome = stateHomeOf(env);
      // Looking alone leaves no folder behind.
      if ((await readFileTime(`${stateHome}/odoo-mail-doctor/journal.jsonl`)) === undefined) return undefined;
      const journal = await openJournal({ stateHome, now, random: Math.random });
      const host = formatHostPort(address.host, address.port);
      return await readOwnChanges(journal, { database: odoo.database, host, since });
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  },
});
