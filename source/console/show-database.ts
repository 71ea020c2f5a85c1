import { tmpdir } from 'node:os';
import { connectionNotes, findChangeObstacle } from '../domain/database/write-obstacle.ts';
import { UserError } from '../domain/errors.ts';
import { isNeutralized } from '../domain/odoo/mail-parameter.ts';
import { versionWords } from '../domain/odoo/odoo-version.ts';
import type { Target } from '../target/target.ts';
import type { ScreenSources } from '../ui/console-source.ts';
import type { DrawOptions } from '../ui/draw-until-exit.tsx';
import { type ConsoleLeft, openConsole } from '../ui/open-console.tsx';
import type { ScreenId } from '../ui/screens/screen.ts';
import type { Refusal } from '../ui/setup/source.ts';
import { openSendNow } from '../world/choose-send-now.ts';
import type { CommandContext } from '../world/command.ts';
import type { OpenDatabase } from '../world/open-target.ts';
import { createConsoleFeed } from './console-feed.ts';
import { whyChangesAreOff } from './why-changes-are-off.ts';
import { nameApart, writeNewFile } from './write-new-file.ts';

/** How long the first picture may be waited for as a whole: a drawing of its parts would cost as much as reading them. */
const firstPictureMs = 250;

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
  const { screen, ...unopened } = terminal;
  const asksForKey = context.options.odooUrl !== undefined;
  // A key may have to be asked for, on the terminal as it was.
  if (asksForKey) await screen?.[Symbol.asyncDispose]();
  const [title, sendNow, queue] = await Promise.all([
    describeTarget(context, database),
    openSendNow(context, database),
    database.openQueue({ signal: context.signal }),
  ]);
  let happensNow: string | undefined;
  let sources: Promise<ScreenSources> | undefined;
  const readSources = async (): Promise<ScreenSources> => {
    const { createScreenSources } = await import('./screen-sources.ts');
    return await createScreenSources({ command: context, database, title, sendNow, describeNow: () => happensNow });
  };
  await using feed = createConsoleFeed({
    database,
    queue,
    target: title,
    now: context.now,
    changesOff: whyChangesAreOff(title),
    writeFile: ({ name, extension, text }) =>
      writeNewFile([process.cwd(), tmpdir()], nameApart(`odoo-mail-doctor-${name}`, extension), text),
    loadScreens() {
      sources ??= readSources().catch((error: unknown) => {
        sources = undefined;
        throw error;
      });
      return sources;
    },
    ...(leadsBack ? {} : { openSetup: async (reason: Refusal) => await openSetupFor(context, reason) }),
    hearNow: (words) => {
      happensNow = words;
    },
  });
  const openedAt = context.now();
  await feed.begin(firstPictureMs);
  context.signal.throwIfAborted();
  const left = await openConsole({
    ...(asksForKey ? unopened : terminal),
    source: feed,
    now: context.now,
    leadsBack,
    first,
  });
  if (!context.options.readOnly) {
    const { tellLeaving } = await import('./tell-leaving.ts');
    await tellLeaving(context, database, openedAt);
  }
  context.signal.throwIfAborted();
  return left;
};

const openSetupFor = async (context: CommandContext, { message, tryThis }: Refusal) => {
  const { createSetupFeed } = await import('./setup/setup-feed.ts');
  return await createSetupFeed(context, new UserError(message, tryThis));
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
