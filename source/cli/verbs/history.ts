import { UsageError } from '../../domain/errors.ts';
import { exitStatus } from '../../domain/exit-status.ts';
import { parseAge } from '../../domain/mail/parse-age.ts';
import { createPersonalNames } from '../../domain/wording/personal-names.ts';
import { readTarget } from '../../inquiry/read-target.ts';
import type { History } from '../../inspection/history/history.ts';
import { readHistory } from '../../inspection/history/read-history.ts';
import { formatHistoryCsv } from '../../output/history/csv.ts';
import { historyDocument } from '../../output/history/json.ts';
import { redactHistory } from '../../output/history/redact.ts';
import { formatHistoryText } from '../../output/history/text.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import type { Command } from '../../world/command.ts';
import { openHistoryWorld } from '../../world/history-world.ts';
import { openTarget } from '../../world/open-target.ts';
import { writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';

export interface HistoryArguments {
  readonly since?: string;
  readonly redact: boolean;
}

/** Prints what changed around mail and by whom. Status 0: it could be read. */
export const runHistory: Command<HistoryArguments> = async (given, { since, redact }) => {
  const context = redact ? { ...given, names: createPersonalNames() } : given;
  const { options, signal, now } = context;
  const format = chooseFormat('history', options.format, ['text', 'json', 'csv']);
  if (options.allDatabases) throw new UsageError('history looks into one database at a time: name it with -d.');
  const wanted = readSince(since, now());
  await using opened = await openTarget(context);
  const { odoo, target } = opened;
  const world = await openHistoryWorld(context, { database: opened, target, refusedSecrets: createRefusedSecrets() });
  const read = await readHistory(world, wanted);
  const history: History = redact ? redactHistory(read, context.names) : read;
  switch (format) {
    case 'json': {
      const document = historyDocument(await readTarget(odoo, { signal }), history);
      writeResult(context, format, `${JSON.stringify(document, null, 2)}\n`);
      break;
    }
    case 'csv':
      writeResult(context, format, formatHistoryCsv(odoo.database, history));
      break;
    case 'text':
      writeResult(context, format, formatHistoryText(history, options));
  }
  return exitStatus.ok;
};

const readSince = (since: string | undefined, now: Date): Date | undefined => {
  if (since === undefined) return undefined;
  const age = parseAge(since);
  if (age !== undefined) return new Date(now.getTime() - age);
  throw new UsageError(`--since takes an age like 12h, 2d or 1w, not '${since}'.`);
};
