import type { Status } from '../../domain/finding/status.ts';
import { causeLine } from './check-lines.ts';
import type { CheckAnswer, CheckReport } from './report.ts';

const words: Readonly<Record<Status, string>> = {
  ok: 'OK',
  skipped: 'OK',
  warn: 'WARNING',
  fail: 'CRITICAL',
  unknown: 'UNKNOWN',
};

/** The worst first, as the exit status has it. */
const severity: readonly Status[] = ['fail', 'warn', 'unknown', 'ok', 'skipped'];

/**
 * What a monitoring plugin prints (Monitoring Plugins guidelines, "Plugin output"): one line with the worst of all and
 * performance data, which alone may be shown; then a line for each cause in trouble or unknown.
 */
export const formatCheckNagios = (answers: readonly CheckAnswer[]): string => {
  const isNamed = answers.length > 1;
  const sights = answers.map((answer) => ({ ...standingOf(answer), answer }));
  const worst = sights.toSorted((one, other) => severity.indexOf(one.status) - severity.indexOf(other.status));
  const [first] = worst;
  if (first === undefined) return 'ODOO MAIL UNKNOWN - There is no database to look at.\n';
  const others = sights.filter(({ status }) => words[status] === words[first.status]).length;
  const which = isNamed ? `${others} of ${answers.length} databases, first ${first.database}: ` : '';
  const numbers = answers.flatMap((answer) =>
    'report' in answer ? performanceOf(answer.report, isNamed ? `${answer.report.target.database} ` : '') : [],
  );
  const data = numbers.length === 0 ? '' : ` | ${numbers.join(' ')}`;
  const lines = worst.flatMap(({ answer, status, database, sentence }) => [
    ...(isNamed ? [`${words[status]}: ${plain(database)}: ${plain(sentence)}`] : []),
    ...('report' in answer ? causesOf(answer.report, isNamed ? `${plain(database)}: ` : '') : []),
  ]);
  return `${[`ODOO MAIL ${words[first.status]} - ${plain(`${which}${first.sentence}`)}${data}`, ...lines].join('\n')}\n`;
};

/** What such a plugin prints where there is nothing else to say. */
export const formatFailureNagios = (message: string): string => `ODOO MAIL UNKNOWN - ${plain(message)}\n`;

const standingOf = (
  answer: CheckAnswer,
): { readonly status: Status; readonly database: string; readonly sentence: string } =>
  'report' in answer
    ? {
        status: answer.report.verdict.status,
        database: answer.report.target.database,
        sentence: answer.report.verdict.summary,
      }
    : { status: 'unknown', database: answer.database, sentence: answer.failure.message };

const causesOf = ({ causes }: CheckReport, prefix: string): readonly string[] =>
  causes
    .filter(({ status }) => status === 'fail' || status === 'warn' || status === 'unknown')
    .map((cause) => `${words[cause.status]}: ${prefix}${cause.id}: ${plain(causeLine(cause))}`);

/** `label=value[unit];[warning];[critical];[least]`: the verdict follows no threshold, so that none is told. */
const performanceOf = ({ queue, durationMs }: CheckReport, prefix: string): readonly string[] => {
  const datum = (name: string, value: string): string => `${labelOf(prefix + name)}=${value};;;0`;
  return [
    ...(queue === undefined
      ? []
      : [
          datum('outgoing', String(queue.counts.outgoing)),
          datum('exception', String(queue.counts.exception)),
          datum('oldest', `${ageInSeconds(queue.oldestOutgoingAt, queue.countedAt)}s`),
        ]),
    datum('time', `${(durationMs / 1_000).toFixed(3)}s`),
  ];
};

/** Quotes are needed around blanks only; an equals sign or a quote may not be in a label at all. */
const labelOf = (name: string): string => {
  const clean = name.replaceAll(/[='|]/g, '_');
  return /\s/.test(clean) ? `'${clean}'` : clean;
};

/** A bar would begin the performance data. */
const plain = (text: string): string => text.replaceAll('|', '/').replaceAll(/\s+/g, ' ').trim();

const ageInSeconds = (since: Date | null, now: Date): number =>
  since === null ? 0 : Math.max(0, Math.round((now.getTime() - since.getTime()) / 1_000));
