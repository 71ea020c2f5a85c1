import type { Status } from '../../domain/finding/status.ts';
import { causeLine } from './check-lines.ts';
import type { CheckReport } from './report.ts';

const words: Readonly<Record<Status, string>> = {
  ok: 'OK',
  skipped: 'OK',
  warn: 'WARNING',
  fail: 'CRITICAL',
  unknown: 'UNKNOWN',
};

/** One line with performance data, then a line for each cause in trouble or unknown (Monitoring Plugins guidelines, "Plugin output"). */
export const formatCheckNagios = (reports: readonly CheckReport[]): string =>
  reports.map((report) => formatOne(report, reports.length > 1)).join('');

const formatOne = (report: CheckReport, named: boolean): string => {
  const { verdict, queue, causes, durationMs, target } = report;
  const numbers = [
    ...(queue === undefined
      ? []
      : [
          `outgoing=${queue.counts.outgoing}`,
          `exception=${queue.counts.exception}`,
          `oldest=${ageInSeconds(queue.oldestOutgoingAt, queue.countedAt)}s`,
        ]),
    `time=${(durationMs / 1_000).toFixed(3)}s`,
  ];
  const subject = named ? `ODOO MAIL ${target.database}` : 'ODOO MAIL';
  const first = `${subject} ${words[verdict.status]} - ${plain(verdict.summary)} | ${numbers.join(' ')}`;
  const rest = causes
    .filter(({ status }) => status === 'fail' || status === 'warn' || status === 'unknown')
    .map((cause) => `${words[cause.status]}: ${cause.id}: ${plain(causeLine(cause))}`);
  return `${[first, ...rest].join('\n')}\n`;
};

/** A bar would begin the performance data. */
const plain = (text: string): string => text.replaceAll('|', '/').replaceAll(/\s+/g, ' ').trim();

const ageInSeconds = (since: Date | null, now: Date): number =>
  since === null ? 0 : Math.max(0, Math.round((now.getTime() - since.getTime()) / 1_000));
