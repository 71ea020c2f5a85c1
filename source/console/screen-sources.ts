import { createActivityLog } from '../domain/activity/activity-log.ts';
import type { SendNow } from '../domain/change/send-now.ts';
import { createRefusedSecrets } from '../services/smtp/refused-secrets.ts';
import type { Target } from '../target/target.ts';
import type { ScreenSources } from '../ui/console-source.ts';
import type { CommandContext } from '../world/command.ts';
import { filestoreOf, openRetryWorld } from '../world/mail-world.ts';
import { openChanges } from '../world/open-changes.ts';
import type { OpenDatabase } from '../world/open-target.ts';
import { createHistoryFeed } from './history-feed.ts';
import { createPreventionFeed } from './prevention-feed.ts';
import { createRetryFeed } from './retry-feed/feed.ts';
import { createTestFeed } from './retry-feed/test-message.ts';
import { createSearchFeed } from './search-feed.ts';
import { asLongAsThePersonWaits, type DescribeNow } from './while-odoo-sends.ts';
import { createWizardFeed } from './wizard-feed.ts';

interface Parts {
  readonly command: CommandContext;
  readonly database: OpenDatabase & { readonly target: Target };
  readonly title: Parameters<typeof createWizardFeed>[0]['title'];
  readonly sendNow: SendNow | undefined;
  readonly describeNow: DescribeNow;
}

/**
 * Puts the services of one database behind what the screens beside the queue can see.
 * @throws UserError or ProbeError when what a retry stands on cannot be read.
 */
export const createScreenSources = async (parts: Parts): Promise<ScreenSources> => {
  const { command, database, title, sendNow, describeNow } = parts;
  const { target } = database;
  // One for as long as the console is open: what a server refused in the wizard is not sent again by a retry.
  const refusedSecrets = createRefusedSecrets();
  const wizard = createWizardFeed({ command, database, target, title, refusedSecrets, describeNow });
  const readWorld = async () => ({
    ...(await openRetryWorld(command, database, refusedSecrets)),
    filestore: filestoreOf(database),
    ...(sendNow === undefined ? {} : { sendNow }),
  });
  return {
    wizard,
    retry: {
      ...createRetryFeed({
        world: await readWorld(),
        readWorld,
        openChanges: () => openChanges(command, database),
        deadlineMs: asLongAsThePersonWaits,
        describeNow,
        folder: process.cwd(),
      }),
      ...createTestFeed({ command, database, refusedSecrets }),
    },
    prevention: createPreventionFeed({ command, parts: { database, target, refusedSecrets }, wizard }),
    history: createHistoryFeed({ command, database, target, refusedSecrets }),
    search: createSearchFeed({ command, database, refusedSecrets }),
    activity: { log: command.log ?? createActivityLog() },
  };
};
