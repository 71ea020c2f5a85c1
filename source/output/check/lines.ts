import type { Status } from '../../domain/status.ts';
import type { CauseReport } from '../../domain/verdict.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatAge } from '../../domain/wording/duration.ts';
import type { CheckReport } from './report.ts';

/** `acme · Odoo 17.0`, and that it is a neutralized copy where it is one. */
export const headingOf = ({ target }: Pick<CheckReport, 'target'>): string =>
  `${target.database} · Odoo ${target.odooVersion}${target.neutralized ? ' · neutralized copy' : ''}`;

/** `1 204 waiting (oldest 2 h 52 m) · 312 failed`; empty where the queue could not be counted. */
export const queueLine = ({ queue }: Pick<CheckReport, 'queue'>): string => {
  if (queue === undefined) return '';
  const { counts, oldestOutgoingAt, countedAt } = queue;
  const oldest = counts.outgoing === 0 ? '' : ` (oldest ${formatAge(oldestOutgoingAt, countedAt)})`;
  return `· ${formatCount(counts.outgoing)} waiting${oldest} · ${formatCount(counts.exception)} failed`;
};

const severity: readonly Status[] = ['fail', 'warn', 'unknown', 'ok', 'skipped'];

/** What a cause has to say on one line: its worst finding, and of a healthy one what makes it so. */
export const causeLine = ({ title, status, findings, explains, consequenceOf }: CauseReport): string => {
  if (status === 'skipped') return `${title}: nothing to check`;
  const [worst] = findings.toSorted(
    (one, other) =>
      severity.indexOf(one.status) - severity.indexOf(other.status) || (other.explains ?? 0) - (one.explains ?? 0),
  );
  if (worst === undefined) return title;
  const mails = explains === 0 ? '' : ` (${countOf(explains, 'mail')})`;
  const root = consequenceOf === undefined ? '' : ` [because of ${consequenceOf}]`;
  return `${worst.summary}${mails}${root}`;
};
