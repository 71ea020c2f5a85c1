import { UsageError } from '../../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../../domain/exit-status.ts';
import type { Status } from '../../domain/finding/status.ts';
import { explainMail } from '../../inquiry/explain-mail.ts';
import { readTarget } from '../../inquiry/read-target.ts';
import { storyDocument } from '../../output/story/json.ts';
import { formatStoryText } from '../../output/story/text.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import type { Command } from '../../world/command.ts';
import { openTarget } from '../../world/open-target.ts';
import { writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';

export interface ExplainArguments {
  readonly text: string;
}

/**
 * Prints the story of the newest mail that a text means. Status as that of `check`: 0 it has left or leaves, 1 with
 * doubts, 2 it does not leave, 3 not known, or there is no such mail.
 */
export const runExplain: Command<ExplainArguments> = async (context, { text }) => {
  const { options, signal } = context;
  const format = chooseFormat('explain', options.format, ['text', 'json']);
  if (options.allDatabases) throw new UsageError('explain looks into one database at a time: name it with -d.');
  await using opened = await openTarget(context);
  const story = await explainMail(context, opened, { text, refusedSecrets: createRefusedSecrets() });
  const output =
    format === 'json'
      ? `${JSON.stringify(storyDocument(await readTarget(opened.odoo, { signal }), story), null, 2)}\n`
      : formatStoryText(story, options);
  writeResult(context, format, output);
  return statuses[story.conclusion.status];
};

const statuses: Readonly<Record<Status, ExitStatus>> = {
  ok: exitStatus.ok,
  skipped: exitStatus.ok,
  warn: exitStatus.warning,
  fail: exitStatus.critical,
  unknown: exitStatus.unknown,
};
