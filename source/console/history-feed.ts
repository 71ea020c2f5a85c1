import { readHistory } from '../inspection/history/read-history.ts';
import type { RefusedSecrets } from '../services/smtp/refused-secrets.ts';
import type { Target } from '../target/target.ts';
import type { HistorySource } from '../ui/screens/history/source.ts';
import type { CommandContext } from '../world/command.ts';
import { openHistoryWorld } from '../world/history-world.ts';
import type { OpenDatabase } from '../world/open-target.ts';

interface HistoryFeedOptions {
  readonly command: CommandContext;
  readonly database: OpenDatabase;
  readonly target: Target;
  readonly refusedSecrets: RefusedSecrets;
}

/** Reads what changed for the console, anew each time. */
export const createHistoryFeed = ({ command, ...parts }: HistoryFeedOptions): HistorySource => ({
  read: async ({ signal }) => {
    const context = { ...command, signal: AbortSignal.any([command.signal, signal]) };
    return await readHistory(await openHistoryWorld(context, parts), undefined);
  },
});
