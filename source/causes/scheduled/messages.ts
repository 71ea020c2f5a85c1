import { type Finding, finding } from '../../domain/finding.ts';
import { menuPath } from '../../domain/menu-path.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';
import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { readRunner } from '../measure/runner.ts';
import { readWithEvidence } from '../measure/shared.ts';

const mostRead = 1_000;
const hour = 3_600_000;

/** Messages of which no mail exists yet: whoever looks for the mail finds nothing in the queue. */
export const messagesCheck: Check = {
  id: 'scheduled.messages',
  title: 'Messages that are to be sent later',
  async run(context) {
    const [notifications, posts, mailings] = await Promise.all([
      readWithEvidence(context, (odoo, options) => odoo.scheduledNotifications(mostRead, options)),
      readWithEvidence(context, (odoo, options) => odoo.scheduledPosts(mostRead, options)),
      readWithEvidence(context, (odoo, options) => odoo.queuedMailings(options)),
    ]);
    const waiting: readonly Later[] = [
      {
        subject: 'notifications',
        one: 'message with a date, whose recipients are told then',
        many: 'messages with a date, whose recipients are told then',
        action: 'Notification: Send scheduled message notifications',
        count: notifications.value?.length ?? 0,
        first: notifications.value?.[0]?.at ?? null,
        // Its action runs every hour, and is called at each date besides.
        graceMs: hour,
        evidence: notifications.evidence,
      },
      {
        subject: 'posts',
        one: 'message that somebody wrote to be posted later',
        many: 'messages that somebody wrote to be posted later',
        action: 'Mail: Post scheduled messages',
        count: posts.value?.length ?? 0,
        first: posts.value?.[0]?.at ?? null,
        graceMs: 24 * hour,
        evidence: posts.evidence,
      },
      {
        subject: 'mailings',
        one: 'mass mailing in its own queue',
        many: 'mass mailings in their own queue',
        action: 'Mail Marketing: Process queue',
        count: mailings.value?.count ?? 0,
        first: mailings.value?.earliest ?? null,
        graceMs: 24 * hour,
        evidence: mailings.evidence,
      },
    ];
    const present = waiting.filter(({ count }) => count > 0);
    if (present.length === 0) {
      const summary = 'No message waits to become a mail later.';
      return [finding({ check: 'scheduled.messages', owner: 'odoo', status: 'ok', summary })];
    }
    const stopped = (await readRunner(context)).kind === 'stopped';
    return present.map((later) => describe(context, later, stopped));
  },
};

interface Later {
  readonly subject: string;
  readonly one: string;
  readonly many: string;
  /** The scheduled action that turns it into mails. */
  readonly action: string;
  readonly count: number;
  readonly first: Date | null;
  readonly graceMs: number;
  readonly evidence: Finding['evidence'];
}

const describe = ({ odoo, now }: CheckContext, later: Later, stopped: boolean): Finding => {
  const at = now();
  const late = later.first === null ? 0 : at.getTime() - later.first.getTime() - later.graceMs;
  const common = {
    check: 'scheduled.messages',
    subject: later.subject,
    owner: 'odoo',
    evidence: later.evidence,
  } as const;
  const what = countOf(later.count, later.one, later.many);
  if (late <= hour / 6) {
    const first = later.first === null ? '' : `, the first at ${formatClock(later.first, at)}`;
    const summary = `${what}${first}: there is no mail of ${later.count === 1 ? 'it' : 'them'} yet.`;
    return finding({ ...common, status: 'ok', summary });
  }
  return finding({
    ...common,
    status: 'warn',
    summary: `${what}: overdue since ${formatDuration(late + later.graceMs)}, because the scheduled action "${later.action}" did not run.`,
    detail: `A call to run that came while the action was off is lost. Menu: ${menuPath(odoo.version.series, 'scheduled-actions')}.`,
    ...(stopped ? { consequenceOf: 'cron' } : {}),
  });
};
