import { UsageError } from '../../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../../domain/exit-status.ts';
import type { Status } from '../../domain/finding/status.ts';
import type { FoundMail } from '../../domain/mail/found-mail.ts';
import { readSoughtText } from '../../domain/mail/sought-text.ts';
import { findPage } from '../../inspection/find/find-page.ts';
import { tellMissing, tellStory } from '../../inspection/story/tell-story.ts';
import { storyDocument } from '../../output/story/json.ts';
import { formatStoryText } from '../../output/story/text.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import { createCheckContext } from '../../world/check-context.ts';
import type { Command } from '../../world/command.ts';
import { openRetryWorld } from '../../world/mail-world.ts';
import { openTarget } from '../../world/open-target.ts';
import { writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';
import { readTarget } from '../read-target.ts';

export interface ExplainArguments {
  readonly text: string;
}

/** How long the mail is looked for, ms, and how many are counted beside it. */
const searchMs = 3_000;
const mostCounted = 50;

/**
 * Prints the story of the newest mail that a text means. Status as that of `check`: 0 it has left or leaves, 1 with
 * doubts, 2 it does not leave, 3 not known, or there is no such mail.
 */
export const runExplain: Command<ExplainArguments> = async (context, { text }) => {
  const { options, signal } = context;
  const format = chooseFormat('explain', options.format, ['text', 'json']);
  if (options.allDatabases) throw new UsageError('explain looks into one database at a time: name it with -d.');
  await using opened = await openTarget(context);
  const refusedSecrets = createRefusedSecrets();
  const [checks, retry, found] = await Promise.all([
    createCheckContext(context, { database: opened, target: opened.target, refusedSecrets }),
    openRetryWorld(context, opened, refusedSecrets),
    findNewest(opened.odoo, text, signal),
  ]);
  const world = { checks, retry };
  const [mail, ...others] = found;
  const story = mail === undefined ? await tellMissing(world) : await tellStory(world, mail, others.length);
  const output =
    format === 'json'
      ? `${JSON.stringify(storyDocument(await readTarget(opened.odoo, { signal }), story), null, 2)}\n`
      : formatStoryText(story, options);
  writeResult(context, format, output);
  return statuses[story.conclusion.status];
};

/** An id means that mail, whatever else holds the number. */
const findNewest = async (odoo: Odoo, text: string, signal: AbortSignal): Promise<readonly FoundMail[]> => {
  const sought = readSoughtText(text);
  const { mails } = await findPage(odoo, { text, limit: mostCounted, budgetMs: searchMs }, { signal });
  const named = mails.filter(
    ({ mailId, messageId }) =>
      (sought?.mailId ?? null) === (mailId ?? undefined) || (sought?.messageId ?? null) === messageId,
  );
  return named.length > 0 ? named.slice(0, 1) : mails;
};

const statuses: Readonly<Record<Status, ExitStatus>> = {
  ok: exitStatus.ok,
  skipped: exitStatus.ok,
  warn: exitStatus.warning,
  fail: exitStatus.critical,
  unknown: exitStatus.unknown,
};
