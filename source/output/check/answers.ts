import { chooseSigns } from '../../domain/wording/signs.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { checkDocument } from './json.ts';
import { formatCheckMarkdown } from './markdown.ts';
import { formatCheckNagios } from './nagios.ts';
import { redactDocument, redactText } from './redact.ts';
import type { CheckAnswer, CheckReport } from './report.ts';
import { formatCheckText } from './text.ts';

interface AnswerOptions {
  readonly format: 'text' | 'json' | 'markdown' | 'nagios';
  readonly redact: boolean;
  /** `--all-databases`: a line a database, documents wrapped. */
  readonly several: boolean;
  readonly ascii: boolean;
  readonly verbose: boolean;
  readonly allEvidence?: boolean;
}

/** What `check` prints of one database or of many. */
export const formatCheckAnswers = (answers: readonly CheckAnswer[], options: AnswerOptions): string => {
  const text = formatAll(answers, options);
  // JSON and Markdown are redacted before they are quoted: quotes within a name would hide it.
  const isRedacted = options.redact && (options.format === 'text' || options.format === 'nagios');
  return isRedacted ? tidyOf(answers, options)(text) : text;
};

/** What is done to a text of several reports: a person of one may be named in another. */
const tidyOf = (answers: readonly CheckAnswer[], { redact }: AnswerOptions): ((text: string) => string) => {
  if (!redact) return (text) => text;
  const names = answers.flatMap((answer) => ('report' in answer && answer.report.names ? [answer.report.names] : []));
  return (text) => redactText(names.reduce((told, each) => each.redact(told), text));
};

const formatAll = (answers: readonly CheckAnswer[], options: AnswerOptions): string => {
  switch (options.format) {
    case 'json':
      return formatJson(answers, options);
    case 'markdown':
      return each(answers, (report) => formatCheckMarkdown(report, options), escapeMarkdown).join('\n');
    case 'nagios':
      return formatCheckNagios(answers);
    case 'text':
      return each(answers, (report) =>
        options.several && !options.verbose ? formatLine(report, options) : formatCheckText(report, options),
      ).join(options.several && options.verbose ? '\n' : '');
  }
};

type Refusal = Exclude<CheckAnswer, { readonly report: CheckReport }>;

const apologize = ({ database, failure }: Refusal): string => `${database}: ${failure.message}\n`;

const each = (
  answers: readonly CheckAnswer[],
  print: (report: CheckReport) => string,
  toWords: (text: string) => string = (text) => text,
): readonly string[] =>
  answers.map((answer) => ('report' in answer ? print(answer.report) : toWords(apologize(answer))));

const formatLine = ({ target, verdict }: CheckReport, { ascii }: AnswerOptions): string =>
  `${chooseSigns(ascii)[verdict.status]} ${target.database}: ${verdict.summary}\n`;

const formatJson = (answers: readonly CheckAnswer[], options: AnswerOptions): string => {
  const documents = answers.map((answer) =>
    'report' in answer
      ? checkDocument(answer.report)
      : {
          schema: 1,
          error: { message: answer.failure.message, tryThis: answer.failure.tryThis ?? null },
          target: { database: answer.database },
        },
  );
  const document = options.several ? { schema: 1, databases: documents } : (documents[0] ?? {});
  const told = options.redact ? redactDocument(document, tidyOf(answers, options)) : document;
  return `${JSON.stringify(told, null, 2)}\n`;
};
