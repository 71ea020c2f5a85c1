import type { CauseReport } from '../../domain/finding/verdict.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatAge } from '../../domain/wording/duration.ts';
import { describeTargetNotes } from '../target-document.ts';
import type { CheckReport } from './report.ts';

/** `acme · Odoo 17.0`, and what is odd about the place: a neutralized copy, a standby, a pooler. */
export const headingOf = ({ target }: Pick<CheckReport, 'target'>): string =>
  [target.database, `Odoo ${target.odooVersion}`, ...describeTargetNotes(target)].join(' · ');

/** `1 204 waiting (oldest 2 h 52 m) · 312 failed`; empty where the queue could not be counted. */
export const queueLine = ({ queue }: Pick<CheckReport, 'queue'>): string => {
  if (queue === undefined) return '';
  const { counts, oldestOutgoingAt, countedAt } = queue;
  const oldest = counts.outgoing === 0 ? '' : ` (oldest ${formatAge(oldestOutgoingAt, countedAt)})`;
  return `· ${formatCount(counts.outgoing)} waiting${oldest} · ${formatCount(counts.exception)} failed`;
};

/** What a cause has to say on one line: the finding that makes it what it is. */
export const causeLine = ({ title, status, speaker, explains, consequenceOf }: CauseReport): string => {
  if (status === 'skipped' && consequenceOf === undefined) return `${title}: nothing to check`;
  const { explains: own = explains } = speaker ?? {};
  const mails = explains === 0 ? '' : ` (${countOf(explains, 'mail')}${own < explains ? ' in all' : ''})`;
  const root = consequenceOf === undefined ? '' : ` [because of ${consequenceOf}]`;
  return `${speaker?.summary ?? title}${mails}${root}`;
};
