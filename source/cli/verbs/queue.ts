import type { DatabaseAddress } from '../../domain/database/database-address.ts';
import { exitStatus } from '../../domain/exit-status.ts';
import { lookAtQueue, type QueueOverview } from '../../inquiry/look-at-queue.ts';
import { escapeMarkdown } from '../../output/escape-markdown.ts';
import { type CommandFailure, describeFailure, failureDocument } from '../../output/failure.ts';
import { queueReportDocument } from '../../output/queue/json.ts';
import { formatQueueMarkdown } from '../../output/queue/markdown.ts';
import { formatQueueCsv } from '../../output/queue/queue-csv.ts';
import { formatQueueText } from '../../output/queue/text.ts';
import type { Target } from '../../target/target.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { findDatabases, nameOfDatabase, openDatabase } from '../../world/open-target.ts';
import { withinDeadline } from '../../world/within-deadline.ts';
import { writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';

interface QueueArguments {
  readonly recent?: number;
}

/** A database of several that could not be read; the others still are. */
interface Refusal {
  readonly database: string;
  readonly failure: CommandFailure;
}

/** Prints the queue of one database, or of all of them: status 3 when one of several could not be read. */
export const runQueue: Command<QueueArguments> = async (context, { recent }) => {
  const format = chooseFormat('queue', context.options.format, ['text', 'json', 'markdown', 'csv']);
  const { addresses, target } = await findDatabases(context);
  const answers: (QueueOverview | Refusal)[] = [];
  for (const address of addresses) answers.push(await answer(context, { address, target, recent: recent ?? 0 }));
  writeResult(context, format, print(context, answers, { format, withRecent: recent !== undefined }));
  return answers.some(isRefusal) ? exitStatus.unknown : exitStatus.ok;
};

const isRefusal = (given: QueueOverview | Refusal): given is Refusal => 'failure' in given;

interface Question {
  readonly address: DatabaseAddress;
  readonly target: Target;
  readonly recent: number;
}

const answer = async (
  context: CommandContext,
  { address, target, recent }: Question,
): Promise<QueueOverview | Refusal> => {
  try {
    return await withinDeadline(context, nameOfDatabase(address), async (given) => {
      await using database = await openDatabase(given, address, target);
      return await lookAtQueue(given, database, recent);
    });
  } catch (error) {
    const failure = describeFailure(error);
    if (!context.options.allDatabases || failure.status !== exitStatus.unknown) throw error;
    return { database: address.database, failure };
  }
};

const print = (
  { options }: CommandContext,
  answers: readonly (QueueOverview | Refusal)[],
  { format, withRecent }: { readonly format: 'text' | 'json' | 'markdown' | 'csv'; readonly withRecent: boolean },
): string => {
  const apology = ({ database, failure }: Refusal): string => {
    const words = `${database}: ${failure.message}\n`;
    return format === 'markdown' ? escapeMarkdown(words) : words;
  };
  const each = (show: (answer: QueueOverview) => string): string[] =>
    answers.map((given) => (isRefusal(given) ? apology(given) : show(given)));
  switch (format) {
    case 'json':
      return formatJson(answers, { withRecent, wrapped: options.allDatabases });
    case 'markdown':
      return each(({ target, report, firstLook }) => formatQueueMarkdown(target, report, firstLook)).join('\n');
    case 'csv':
      return answers
        .flatMap((given) => (isRefusal(given) ? [] : [formatQueueCsv(given.target, given.report, withRecent)]))
        .join('');
    case 'text':
      return each(({ target, report, firstLook }) => formatQueueText(target, report, firstLook, options.ascii)).join(
        '\n',
      );
  }
};

const formatJson = (
  answers: readonly (QueueOverview | Refusal)[],
  { withRecent, wrapped }: { readonly withRecent: boolean; readonly wrapped: boolean },
): string => {
  const documents = answers.map((given) =>
    isRefusal(given)
      ? { ...failureDocument(given.failure), target: { database: given.database } }
      : queueReportDocument(given.target, given.report, { withRecent, durationMs: given.durationMs }),
  );
  return `${JSON.stringify(wrapped ? { schema: 1, databases: documents } : documents[0], null, 2)}\n`;
};
