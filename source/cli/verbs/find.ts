import { UsageError } from '../../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../../domain/exit-status.ts';
import { commandLine } from '../../domain/wording/command-line.ts';
import { readTarget } from '../../inquiry/read-target.ts';
import { type FoundPage, findPage } from '../../inspection/find/find-page.ts';
import { formatFoundCsv } from '../../output/find/csv.ts';
import { foundDocument } from '../../output/find/json.ts';
import { formatFoundText } from '../../output/find/text.ts';
import type { Command } from '../../world/command.ts';
import { nameOfDatabase, openTarget } from '../../world/open-target.ts';
import { pointingFlags } from '../../world/pointing-flags.ts';
import { withinDeadline } from '../../world/within-deadline.ts';
import { writeNotice, writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';

export interface FindArguments {
  readonly text: string;
  readonly limit: number;
  /** Where an earlier search ended. */
  readonly continue?: string;
  /** Seconds. */
  readonly for: number;
}

/**
 * Prints the mails that a text means. Status 0: there are some; 1: there are none; 3: none until now, or they could not
 * be looked for.
 */
export const runFind: Command<FindArguments> = async (context, { text, limit, continue: token, for: seconds }) => {
  const { options } = context;
  const format = chooseFormat('find', options.format, ['text', 'json', 'csv']);
  if (options.allDatabases) throw new UsageError('find looks into one database at a time: name it with -d.');
  await using opened = await openTarget(context);
  const { odoo } = opened;
  return await withinDeadline(context, nameOfDatabase(opened.address), async ({ signal }) => {
    const budgetMs = Math.min(seconds, options.deadline) * 1_000;
    const page = await findPage(odoo, { text, limit, token, budgetMs }, { signal });
    const flags = pointingFlags(options, odoo.database);
    const more = page.next === null ? null : commandLine(['find', text, '--continue', page.next], flags);
    switch (format) {
      case 'json':
        writeResult(
          context,
          format,
          `${JSON.stringify(foundDocument(await readTarget(odoo, { signal }), page), null, 2)}\n`,
        );
        break;
      case 'csv':
        writeResult(context, format, formatFoundCsv(odoo.database, page));
        if (more !== null) writeNotice(context, `There may be more: ${more}\n`);
        break;
      case 'text':
        writeResult(context, format, formatFoundText(page, more));
    }
    return statusOf(page);
  });
};

const statusOf = ({ mails, searched }: FoundPage): ExitStatus => {
  if (mails.length > 0) return exitStatus.ok;
  return searched.complete ? exitStatus.warning : exitStatus.unknown;
};
