import { foundingCauseIds } from '../domain/finding/cause-id.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { CauseReport } from '../domain/finding/verdict.ts';
import type { FailureGroup } from '../domain/replies/groups.ts';
import { countOf, formatCount } from '../domain/wording/count.ts';
import type { Hold, Outlook } from './outlook.ts';

/** What was measured, and which mails failed. */
export interface WhatWasFound {
  readonly reports: readonly CauseReport[];
  readonly failures: readonly Pick<FailureGroup, 'cause'>[];
  readonly outlook: Outlook;
}

/**
 * The sentence for an Odoo whose mail goes out again while some failed mails are left that only people can help: undefined
 * where anything else is wrong, not known, or left.
 */
export const tellWhatIsLeft = ({ reports, failures, outlook }: WhatWasFound): string | undefined => {
  const { failed, free, held } = outlook;
  if (failed === 0 || free !== 0 || held.length === 0 || !held.every(isForPeople)) return undefined;
  const isMeasured = foundingCauseIds.every((founding) => reports.some(({ id }) => id === founding));
  const isLeftAlone = reports.every(
    ({ id, status, findings }) =>
      status === 'ok' ||
      status === 'skipped' ||
      (status === 'warn' && failures.some(({ cause }) => cause === id) && findings.every(isAboutFailedMails)),
  );
  if (!isMeasured || !isLeftAlone) return undefined;
  const parts = held.flatMap((hold) =>
    'why' in hold ? [held.length === 1 ? hold.why : `${formatCount(hold.mails)}: ${hold.why}`] : [],
  );
  return `Mail is going out. ${countOf(failed, 'failed mail is', 'failed mails are')} left for the contacts to act on: ${parts.join('; ')}.`;
};

const isForPeople = (hold: Hold): boolean => 'why' in hold && hold.isForPeople === true;

const isAboutFailedMails = ({ status, explains = 0 }: Finding): boolean =>
  status === 'ok' || status === 'skipped' || (status === 'warn' && explains > 0);
