import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { type LogExcerpt, readLogExcerpt } from '../../checks/measure/log-excerpt.ts';
import { nameLog } from '../../checks/measure/read-odoo-log.ts';
import { readLastSuccess } from '../../checks/measure/successes.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { isOvertaken } from '../../domain/mail/outstanding-mail.ts';
import type { OutstandingMails } from '../../domain/mail/outstanding-mails.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import type { FailureGroup } from '../../domain/replies/groups.ts';
import { titleOfGroup } from '../../domain/replies/title.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock } from '../../domain/wording/duration.ts';
import { dayMs, minuteMs } from '../../lib/time-units.ts';

/**
 * A failure this young (ms) is news even where mail has gone out since: it may concern some mails only, and whoever looks
 * after the queue does so about once a working day.
 */
const newsMs = dayMs;
const shown = 3;

/** Failed mails that no cause accounts for: errors in code, blocked accounts, refused content, texts nobody knows. */
export const unexplainedFailuresCheck: Check = {
  id: 'unexplained.failures',
  title: 'Every failure has a cause that is known',
  owner: 'odoo',
  decides: true,
  async run(context) {
    const [{ failures, mails }, { at }] = await Promise.all([context.readQueue(), readLastSuccess(context)]);
    const groups = failures.filter(({ cause }) => cause === null);
    if (groups.length > 0 && !context.odoo.schema.tables.get('mail_mail')?.has('failure_reason'))
      return [withoutReasons];
    const measured = { groups, ...failureTimes(mails, groups), sentAt: at, now: context.now() };
    const [log, excerpt] = await Promise.all([nameLog(context), readExcerpt(context, measured)]);
    const { sentence, evidence } = excerpt ?? { sentence: undefined, evidence: [] };
    return [{ ...describeUnexplained(measured, context.odoo.version.series, { log, sentence }), evidence }];
  },
};

/** A column that is gone is no reason that nobody knows. */
const withoutReasons: CheckFinding = finding({
  status: 'unknown',
  summary:
    'Why the failed mails failed cannot be read: mail_mail has no column failure_reason, which a module may have dropped.',
});

/** A mail's row is written within a minute of what is logged about it. */
const nearMs = minuteMs;

/** What Odoo logged when the last of them failed. */
const readExcerpt = async (
  context: CheckContext,
  { last, lastId }: Pick<Unexplained, 'last' | 'lastId'>,
): Promise<LogExcerpt | undefined> =>
  last === null
    ? undefined
    : await readLogExcerpt(context, {
        from: new Date(last.getTime() - nearMs),
        to: new Date(last.getTime() + nearMs),
        about: /mail/,
        ...(lastId === undefined ? {} : { mailId: lastId }),
      });

/** What was measured of the failures that no cause accounts for. */
export interface Unexplained {
  /** By number of mails. */
  readonly groups: readonly FailureGroup[];
  /** Null where Odoo kept no time. */
  readonly first: Date | null;
  readonly last: Date | null;
  /** The mail that failed then. */
  readonly lastId?: number | undefined;
  /** When mail last went out; null where nothing tells. */
  readonly sentAt: Date | null;
  readonly now: Date;
}

/**
 * `fail`: nothing has gone out since the first of them, as far as can be told; `warn`: something has, but they are news;
 * `ok`: mail has gone out since the last of them, and that is more than a day old.
 */
export const judgeUnexplained = ({ groups, first, last, sentAt, now }: Unexplained): CheckFinding['status'] => {
  if (groups.length === 0) return 'ok';
  if (!isOvertaken(first, sentAt)) return 'fail';
  return isOvertaken(last, sentAt) && last !== null && now.getTime() - last.getTime() > newsMs ? 'ok' : 'warn';
};

const failureTimes = (
  mails: OutstandingMails,
  groups: readonly FailureGroup[],
): Pick<Unexplained, 'first' | 'last' | 'lastId'> => {
  const ids = new Set(groups.flatMap(({ stories }) => stories.flatMap((story) => story.ids)));
  const failed = mails.inState('exception').among(ids);
  const last = failed.latest('changedAt');
  const [newest] = last === null ? [] : [...failed].filter(({ changedAt }) => changedAt?.getTime() === last.getTime());
  return { first: failed.earliest('changedAt'), last, lastId: newest?.id };
};

const describeUnexplained = (
  measured: Unexplained,
  series: OdooSeries,
  { log, sentence }: { readonly log: string; readonly sentence: string | undefined },
): CheckFinding => {
  const { groups, first, last, sentAt, now } = measured;
  const [largest] = groups;
  const common = { owner: largest?.owner ?? 'odoo' } as const;
  if (largest === undefined) {
    return finding({ ...common, status: 'ok', summary: 'No mail failed for a reason that the causes do not know.' });
  }
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const status = judgeUnexplained(measured);
  const times = first === null || last === null ? '' : `, ${describeTimes(first, last, now)}`;
  const since =
    status === 'fail'
      ? sentAt === null
        ? '; no mail is known to have gone out since'
        : '; no mail has gone out since'
      : '; other mail has gone out since';
  return finding({
    ...common,
    status,
    summary: `${countOf(count, 'mail')} failed for ${count === 1 ? 'a reason' : 'reasons'} that none of the causes explains${times}${since}. ${quoteReason(largest)}`,
    detail: [
      ...groups
        .slice(0, shown)
        .map(
          (group) =>
            `${titleOfGroup(group)} (${countOf(group.count, 'mail')}): ${hasReason(group) ? `“${group.sample}”. ` : ''}${group.advice}`,
        ),
      ...(sentence === undefined ? [] : [sentence]),
      `${log} has more around those times. Look at ${menuPath(series, 'email-queue')}.`,
    ].join('\n'),
    nextStep: adviseNext(largest, measured, log),
    explains: count,
    leftover: status === 'ok',
  });
};

/**
 * Where to look for the reason; what was only put off, as greylisting does with everybody's first try, asks for nothing
 * but time.
 */
export const adviseNext = (
  largest: FailureGroup,
  { groups, last, now }: Pick<Unexplained, 'groups' | 'last' | 'now'>,
  log: string,
): string => {
  if (groups.every(({ retry }) => retry === 'later')) {
    return `Nothing is to be mended: these mails were put off (${titleOfGroup(largest)}), and the preview of a retry says when it is worth one`;
  }
  const when = last === null ? '' : ` at ${formatClock(last, now)}, when the last of them failed`;
  return hasReason(largest) ? `Look in ${log}${when}, for ${shorten(largest)}` : `Look in ${log}${when}`;
};

const describeTimes = (first: Date, last: Date, now: Date): string =>
  first.getTime() === last.getTime()
    ? `at ${formatClock(first, now)}`
    : `the first at ${formatClock(first, now)}, the last at ${formatClock(last, now)}`;

const hasReason = ({ sample }: FailureGroup): boolean => sample.trim() !== '';

const quoteReason = (group: FailureGroup): string =>
  hasReason(group) ? shorten(group) : 'Odoo stored no reason with them.';

/** A line of the report holds the beginning of the text; all of it stands in the detail. */
const shorten = ({ sample }: FailureGroup): string =>
  sample.length > 100 ? `“${sample.slice(0, 99)}…”` : `“${sample}”`;
