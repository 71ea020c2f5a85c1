import type { DatabaseAddress } from '../../domain/database/database-address.ts';
import { exitStatus } from '../../domain/exit-status.ts';
import type { FirstLook } from '../../domain/finding/vital-sign.ts';
import { escapeMarkdown } from '../../output/escape-markdown.ts';
import { queueReportDocument } from '../../output/queue/json.ts';
import { formatQueueMarkdown } from '../../output/queue/markdown.ts';
import { formatQueueCsv } from '../../output/queue/queue-csv.ts';
import { formatQueueText } from '../../output/queue/text.ts';
import type { TargetDocument } from '../../output/target-document.ts';
import { takeFirstLook } from '../../queue/first-look.ts';
import { type QueueReport, readQueueReport } from '../../queue/queue-report.ts';
import { readVitals } from '../../queue/vitals.ts';
import type { Target } from '../../target/target.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { seeOdoosOf } from '../../world/effective-target.ts';
import { findDatabases, nameOfDatabase, type OpenDatabase, openDatabase } from '../../world/open-target.ts';
import { withinDeadline } from '../../world/within-deadline.ts';
import { writeResult } from '../../world/write-output.ts';
import { type CommandFailure, describeFailure, failureDocument } from '../failure.ts';
import { chooseFormat } from '../options/choose-format.ts';
import { targetOf } from '../read-target.ts';

interface QueueArguments {
  readonly recent?: number;
}

interface Answer {
  readonly target: TargetDocument;
  readonly report: QueueReport;
  readonly firstLook: FirstLook;
  readonly durationMs: number;
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
  const answers: (Answer | Refusal)[] = [];
  for (const address of addresses) answers.push(await answer(context, { address, target, recent: recent ?? 0 }));
  writeResult(context, format, print(context, answers, { format, withRecent: recent !== undefined }));
  return answers.some(isRefusal) ? exitStatus.unknown : exitStatus.ok;
};

const isRefusal = (given: Answer | Refusal): given is Refusal => 'failure' in given;

interface Question {
  readonly address: DatabaseAddress;
  readonly target: Target;
  readonly recent: number;
}

const answer = async (context: CommandContext, { address, target, recent }: Question): Promise<Answer | Refusal> => {
  try {
    return await withinDeadline(context, nameOfDatabase(address), async (given) => {
      await using database = await openDatabase(given, address, target);
      return await readAnswer(given, database, recent);
    });
  } catch (error) {
    const failure = describeFailure(error);
    if (!context.options.allDatabases || failure.status !== exitStatus.unknown) throw error;
    return { database: address.database, failure };
  }
};

const readAnswer = async (context: CommandContext, database: OpenDatabase, recent: number): Promise<Answer> => {
  const { signal, now, options } = context;
  const began = performance.now();
  const [report, vitals] = await Promise.all([
    database
      .openQueue({ signal })
      .then((queue) =>
        readQueueReport({ odoo: database.odoo, queue }, { recent, signal, now, deadlineMs: options.deadline * 1_000 }),
      ),
    seeOdoosOf(database, context).then((sight) =>
      readVitals(database.odoo, { wanted: database.address, sight }, { signal }),
    ),
  ]);
  return {
    target: targetOf(database.odoo, vitals.neutralized),
    report,
    firstLook: takeFirstLook(report, vitals, now()),
    durationMs: Math.round(performance.now() - began),
  };
};

const print = (
  { options }: CommandContext,
  answers: readonly (Answer | Refusal)[],
  { format, withRecent }: { readonly format: 'text' | 'json' | 'markdown' | 'csv'; readonly withRecent: boolean },
): string => {
  const apology = ({ database, failure }: Refusal): string => {
    const words = `${database}: ${failure.message}\n`;
    return format === 'markdown' ? escapeMarkdown(words) : words;
  };
  const each = (show: (answer: Answer) => string): string[] =>
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
  answers: readonly (Answer | Refusal)[],
  { withRecent, wrapped }: { readonly withRecent: boolean; readonly wrapped: boolean },
): string => {
  const documents = answers.map((given) =>
    isRefusal(given)
      ? { ...failureDocument(given.failure), target: { database: given.database } }
      : queueReportDocument(given.target, given.report, { withRecent, durationMs: given.durationMs }),
  );
  return `${JSON.stringify(wrapped ? { schema: 1, databases: documents } : documents[0], null, 2)}\n`;
};
