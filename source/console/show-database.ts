import { connectionNotes, findChangeObstacle } from '../domain/database/write-obstacle.ts';
import { UserError } from '../domain/errors.ts';
import { isNeutralized } from '../domain/odoo/mail-parameter.ts';
import { versionWords } from '../domain/odoo/odoo-version.ts';
import { createRefusedSecrets } from '../services/smtp/refused-secrets.ts';
import type { Target } from '../target/target.ts';
import type { DrawOptions } from '../ui/draw-until-exit.tsx';
import { type ConsoleLeft, openConsole } from '../ui/open-console.tsx';
import type { ScreenId } from '../ui/screens/screen.ts';
import type { Refusal } from '../ui/setup/source.ts';
import { openSendNow } from '../world/choose-send-now.ts';
import type { CommandContext } from '../world/command.ts';
import { filestoreOf, openRetryWorld } from '../world/mail-world.ts';
import { openChanges } from '../world/open-changes.ts';
import type { OpenDatabase } from '../world/open-target.ts';
import { createActivityFeed } from './activity-feed.ts';
import { createConsoleFeed } from './console-feed.ts';
import { createHistoryFeed } from './history-feed.ts';
import { createPreventionFeed } from './prevention-feed.ts';
import { createRetryFeed } from './retry-feed/feed.ts';
import { createTestFeed } from './retry-feed/test-message.ts';
import { createSearchFeed } from './search-feed.ts';
import { createSetupFeed } from './setup/setup-feed.ts';
import { tellLeaving } from './tell-leaving.ts';
import { asLongAsThePersonWaits } from './while-odoo-sends.ts';
import { createWizardFeed } from './wizard-feed.ts';

interface ShownDatabase {
  readonly database: OpenDatabase & { readonly target: Target };
  readonly terminal: DrawOptions;
  /** The keys that go back lead out of it; nothing else is offered then where its connection is lost. */
  readonly leadsBack?: boolean;
  readonly first?: ScreenId | undefined;
}

/** The console of one database, until the person leaves it. */
export const showDatabase = async (
  context: CommandContext,
  { database, terminal, leadsBack = false, first }: ShownDatabase,
): Promise<ConsoleLeft> => {
  const title = await describeTarget(context, database);
  // One for as long as the console is open: what a server refused in the wizard is not sent again by a retry.
  const refusedSecrets = createRefusedSecrets();
  let happensNow: string | undefined;
  const describeNow = (): string | undefined => happensNow;
  const wizard = createWizardFeed({
    command: context,
    database,
    target: database.target,
    title,
    refusedSecrets,
    describeNow,
  });
  // Before the screen opens: a key may have to be asked for.
  const sendNow = await openSendNow(context, database);
  const readWorld = async () => ({
    ...(await openRetryWorld(context, database, refusedSecrets)),
    filestore: filestoreOf(database),
    ...(sendNow === undefined ? {} : { sendNow }),
  });
  const retry = {
    ...createRetryFeed({
      world: await readWorld(),
      readWorld,
      openChanges: () => openChanges(context, database),
      deadlineMs: asLongAsThePersonWaits,
      describeNow,
      folder: process.cwd(),
    }),
    ...createTestFeed({ command: context, database, refusedSecrets }),
  };
  const parts = { database, target: database.target, refusedSecrets };
  const prevention = createPreventionFeed({ command: context, parts, wizard });
  const history = createHistoryFeed({ command: context, database, target: database.target, refusedSecrets });
  const search = createSearchFeed({ command: context, database, refusedSecrets });
  const queue = await database.openQueue({ signal: context.signal });
  await using feed = createConsoleFeed({
    database,
    queue,
    target: title,
    now: context.now,
    wizard,
    retry,
    prevention,
    history,
    search,
    ...createActivityFeed(context.log, process.cwd()),
    ...(leadsBack
      ? {}
      : { openSetup: ({ message, tryThis }: Refusal) => createSetupFeed(context, new UserError(message, tryThis)) }),
    hearNow: (words) => {
      happensNow = words;
    },
  });
  const openedAt = context.now();
  const left = await openConsole({ ...terminal, source: feed, now: context.now, leadsBack, first });
  if (!context.options.readOnly) await tellLeaving(context, database, openedAt);
  context.signal.throwIfAborted();
  return left;
};

const describeTarget = async ({ options, signal }: CommandContext, { address, odoo }: OpenDatabase) => {
  const obstacle = findChangeObstacle(odoo);
  return {
    database: odoo.database,
    odooVersion: odoo.version.text,
    host: address.host,
    readOnly: options.readOnly,
    neutralized: await odoo.parameters({ signal }).then(isNeutralized, () => false),
    ground: [...versionWords(odoo.version), ...connectionNotes(odoo.connection)],
    ...(obstacle === null ? {} : { changesOff: `${obstacle.words} ${obstacle.tryThis}` }),
  };
};
