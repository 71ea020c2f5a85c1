import type { Check } from '../../checks/cause.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import type { DatabaseSession, MailLockHolder } from '../../domain/database/database-session.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { hourMs, minuteMs } from '../../lib/time-units.ts';

/** Waiting for another's lock this long (ms) is no passing moment. */
const patienceMs = 30_000;
/** A stranger who leaves a transaction open this long (ms) forgot it. */
const forgottenMs = 5 * minuteMs;
/** Odoo waits for the mail server inside a transaction, so that its own may be long. */
const longRunMs = hourMs;

/** Who holds locks on the tables of the queue, and who waits for them. */
export const locksCheck: Check = {
  id: 'stuck.locks',
  title: 'Nobody blocks the tables of the queue',
  owner: 'host',
  async run(context) {
    const { value, evidence } = await readWithEvidence(context, (odoo, options) => odoo.mailLocks(options));
    return [{ ...judgeLocks(value, { series: context.odoo.version.series, now: context.now() }), evidence }];
  },
};

interface Moment {
  readonly series: OdooSeries;
  readonly now: Date;
}

/** Whether whoever holds locks on the tables of the queue is in somebody's way. Without its evidence. */
export const judgeLocks = (holders: readonly MailLockHolder[], moment: Moment): CheckFinding => {
  const { now } = moment;
  const blocked = holders.filter(
    ({ blockedBy, transactionSince }) => blockedBy.length > 0 && ageOf(transactionSince, now) > patienceMs,
  );
  const [first] = blocked;
  if (first !== undefined) {
    const blocker = holders.find(({ pid }) => first.blockedBy.includes(pid));
    const who = blocker === undefined ? `backend ${first.blockedBy.join(', ')}` : name(blocker);
    return finding({
      status: 'fail',
      stopsAll: true,
      summary: `${countOf(blocked.length, 'session waits', 'sessions wait')} for the mail tables, which ${who} keeps locked.`,
      detail:
        'Until that transaction ends, mails can neither be written nor sent. A program that opened a transaction and never closed it, an upgrade, or VACUUM FULL does this.',
    });
  }
  const forgotten = holders.find((holder) => isForgotten(holder, moment));
  if (forgotten === undefined) {
    const summary = 'Nobody waits for a lock on the mail tables, and no transaction was left open on them.';
    return finding({ status: 'ok', summary });
  }
  return finding({
    status: 'warn',
    summary: `${name(forgotten)} has left a transaction open on the mail tables for ${formatDuration(ageOf(forgotten.transactionSince, now))}.`,
    detail: 'It blocks whoever needs the same rows, and keeps the tables from being cleaned up.',
  });
};

const ageOf = (since: Date | null, now: Date): number => (since === null ? 0 : now.getTime() - since.getTime());

const isForgotten = (holder: MailLockHolder, { series, now }: Moment): boolean => {
  const isOdoo = traitsOf(series).namedSessions ? holder.odooProcess !== null : holder.applicationName === '';
  return (
    holder.state?.startsWith('idle in transaction') === true &&
    ageOf(holder.transactionSince, now) > (isOdoo ? longRunMs : forgottenMs)
  );
};

const name = ({ applicationName, role, pid }: DatabaseSession): string =>
  `${applicationName === '' ? `a session of ${role}` : applicationName} (backend ${pid})`;
