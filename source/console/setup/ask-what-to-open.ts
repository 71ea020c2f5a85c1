import type { DrawOptions } from '../../ui/draw-until-exit.tsx';
import { openSetup } from '../../ui/setup/open-setup.tsx';
import type { SetupChoice } from '../../ui/setup/source.ts';
import type { CommandContext } from '../../world/command.ts';
import { createSetupFeed } from './setup-feed.ts';

/**
 * Asks a person what to open instead of what could not be opened.
 * @throws `trouble`, where there is nothing to ask and where they would rather leave.
 */
export const askWhatToOpen = async (
  context: CommandContext,
  terminal: DrawOptions,
  trouble: Error,
): Promise<SetupChoice> => {
  const source = await createSetupFeed(context, trouble);
  if (source === undefined) throw trouble;
  const choice = await openSetup({ ...terminal, source });
  context.signal.throwIfAborted();
  if (choice === undefined) throw trouble;
  return choice;
};
