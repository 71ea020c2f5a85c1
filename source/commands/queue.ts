import { UsageError } from '../domain/errors.ts';
import type { FirstLook } from '../domain/vital-sign.ts';
import { formatQueueCsv } from '../output/queue/csv.ts';
import { queueReportDocument } from '../output/queue/json.ts';
import { formatQueueMarkdown } from '../output/queue/markdown.ts';
import { formatQueueText } from '../output/queue/text.ts';
import type { TargetDocument } from '../output/target-document.ts';
import { takeFirstLook } from '../queue/first-look.ts';
import { type QueueReport, readQueueReport } from '../queue/report.ts';
import { readVitals } from '../queue/vitals.ts';
import type { Command, CommandContext } from './command.ts';
import { findDatabases, type OpenDatabase, openDatabase } from './open-target.ts';

interface QueueArguments {
  readonly recent?: number;
}

interface Answer {
  readonly target: TargetDocument;
  readonly report: QueueReport;
  readonly firstLook: FirstLook;
  readonly durationMs: number;
}

/** Prints the queue of one database, or of all of them. */
export const runQueue: Command<QueueArguments> = async (context, { recent }) => {
  if (context.options.format === 'nagios') {
    throw new UsageError('queue prints text, json, markdown or csv; nagios is for check.');
  }
  const { addresses } = await findDatabases(context);
  const answers: Answer[] = [];
  for (const address of addresses) {
    await using database = await openDatabase(context, address);
    answers.push(await readAnswer(context, database, recent ?? 0));
  }
  context.stdout.write(format(context, answers, recent !== undefined));
  return 0;
};

const readAnswer = async (context: CommandContext, database: OpenDatabase, recent: number): Promise<Answer> => {
  const { signal, now, options } = context;
  const began = performance.now();
  const [report, vitals] = await Promise.all([
    readQueueReport(database, { recent, signal, now, deadlineMs: options.deadline * 1_000 }),
    readVitals(database.odoo, { signal }),
  ]);
  const { odoo } = database;
  return {
    target: { database: odoo.database, odooVersion: odoo.version.text, neutralized: vitals.neutralized },
    report,
    firstLook: takeFirstLook(report, vitals, now()),
    durationMs: Math.round(performance.now() - began),
  };
};

const format = ({ options }: CommandContext, answers: readonly Answer[], withRecent: boolean): string => {
  switch (options.format) {
    case 'json': {
      const documents = answers.map(({ target, report, durationMs }) =>
        queueReportDocument(target, report, { withRecent, durationMs }),
      );
      const document = options.allDatabases ? { schema: 1, databases: documents } : documents[0];
      return `${JSON.stringify(document, null, 2)}\n`;
    }
    case 'markdown':
      return answers.map(({ target, report, firstLook }) => formatQueueMarkdown(target, report, firstLook)).join('\n');
    case 'csv':
      return answers.map(({ target, report }) => formatQueueCsv(target, report, withRecent)).join('');
    default:
      return answers
        .map(({ target, report, firstLook }) => formatQueueText(target, report, firstLook, options.ascii))
        .join('\n');
  }
};
