import type { CheckFinding } from '../../domain/finding/finding.ts';
import type { JudgedWorkers } from '../../domain/odoo/judged-workers.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock } from '../../domain/wording/duration.ts';
import { minuteMs } from '../../lib/time-units.ts';

type Judged = Extract<JudgedWorkers, { readonly kind: 'judged' }>;

export interface WorkerSigns extends Judged {
  /** Whether the queue's turn came and nothing ran. */
  readonly missed: boolean;
  readonly now: Date;
}

export type WorkerJudgement = Pick<CheckFinding, 'status' | 'summary'> &
  Partial<Pick<CheckFinding, 'detail' | 'nextStep'>>;

/** A pooler or a dead client may leave a session behind; one that spoke within this time, ms, is alive. */
const freshMs = 10 * minuteMs;

const byConnection = "Odoo's cron workers are seen by the connection that each keeps to database postgres.";

const startOdoo = 'Start Odoo; if it runs, look at db_host and db_name in its odoo.conf';

/**
 * What the sessions and processes say of this database's cron workers. `cost` is what the summary of a standstill ends
 * with. A run that was missed beats a session that has been silent since its start: the session alone is no proof.
 */
export const judgeWorkerSigns = (signs: WorkerSigns, cost: string): WorkerJudgement => {
  const { listening, uncertain, isConnected, servers, missed, now } = signs;
  const isSupported = servers.length > 0 || listening.some(({ stateSince }) => isFresh(stateSince, now));
  if (listening.length > 0 && missed && !isSupported) {
    const last = listening
      .flatMap(({ stateSince }) => stateSince ?? [])
      .toSorted((a, b) => b.getTime() - a.getTime())[0];
    return {
      status: 'unknown',
      summary: `${countOf(listening.length, 'session')} of a cron worker of Odoo ${listening.length === 1 ? 'is' : 'are'} there, silent ${last === undefined ? 'for a time that this role may not see' : `since ${formatClock(last, now)}`}: whether its process lives is not known.`,
      detail:
        'A connection pooler, or a network that swallowed the end, keeps a session after its process died. Look for Odoo on its own machine.',
    };
  }
  if (listening.length > 0) {
    const summary = `${countOf(listening.length, 'cron worker')} of Odoo ${listening.length === 1 ? 'is' : 'are'} connected.`;
    return { status: 'ok', summary };
  }
  if (uncertain.length > 0) return judgeUncertain(signs, cost);
  const status = missed ? 'fail' : 'warn';
  const [server] = servers;
  if (!isConnected && server === undefined) {
    return {
      status,
      summary: `No Odoo is connected to this database, so nothing runs its scheduled actions${cost}.`,
      detail: 'Odoo is stopped, or connects to another database server.',
      nextStep: startOdoo,
    };
  }
  return {
    status,
    summary: isConnected
      ? `Odoo is connected to this database, but none of its processes runs scheduled actions${cost}.`
      : `Odoo runs for this database (process ${server?.pid}), but none of its processes runs scheduled actions${cost}.`,
    detail: `max_cron_threads is 0 for this Odoo, in odoo.conf or on its command line, or its cron process died. ${byConnection}`,
  };
};

const isFresh = (since: Date | null, now: Date): boolean => since !== null && now.getTime() - since.getTime() < freshMs;

const judgeUncertain = ({ uncertain, isConnected, servers, missed }: WorkerSigns, cost: string): WorkerJudgement => {
  const who = `${countOf(uncertain.length, 'cron worker')} of some Odoo ${uncertain.length === 1 ? 'is' : 'are'} connected to the database server`;
  const detail = `The server has other databases of the same owner, and an Odoo that serves several shows none of them while it waits. ${byConnection}`;
  if (isConnected && !missed) {
    return { status: 'ok', summary: `Odoo is connected to this database, and ${who}.`, detail };
  }
  if (missed && !isConnected && servers.length === 0) {
    return {
      status: 'fail',
      summary: `No Odoo is connected to this database, so nothing runs its scheduled actions${cost}.`,
      detail: `${who}; as this queue did not run, they are taken for another database's.`,
      nextStep: startOdoo,
    };
  }
  return { status: 'unknown', summary: `${who}, and whether they serve this database is not known.`, detail };
};
