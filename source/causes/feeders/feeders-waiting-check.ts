import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { isCopy } from '../../checks/measure/copy.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureQueueCron } from '../../checks/measure/measure-database.ts';
import { findStop, measureRunner, type Runner } from '../../checks/measure/measure-runner.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { QueueCron } from '../../domain/odoo/cron.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';
import { type FeederState, statusOfFeeder } from './judge-feeder.ts';
import { countFeederDue, type FeederStanding, type FeederStandings, readFeeders } from './measure-feeders.ts';
import { activateFeeder } from './remedies/activate-feeder-remedy.ts';
import { wakeFeeder } from './remedies/wake-feeder-remedy.ts';

/** What never reaches the queue, because the scheduled action that would put it there does not run. */
export const feedersWaitingCheck: Check = {
  id: 'feeders.waiting',
  title: 'What is to become mail is taken up',
  owner: 'odoo',
  decides: true,
  async run(context) {
    const { standings, unknown } = await readFeeders(context);
    const root = await findRootCause(context);
    const { series } = context.odoo.version;
    return listFeederFindings(standings, unknown, { root, series, now: context.now() });
  },
};

interface Situation {
  readonly root: RootCause;
  readonly series: OdooSeries;
  readonly now: Date;
}

/** What is worst, and most of it, first. */
export const listFeederFindings = (
  standings: readonly FeederStanding[],
  unknown: FeederStandings['unknown'],
  situation: Situation,
): readonly CheckFinding[] => {
  if (standings.length + unknown.length === 0) {
    return [finding({ status: 'ok', summary: 'Nothing waits for a scheduled action to become mail.' })];
  }
  return [
    ...standings
      .map((standing) => describe(standing, situation))
      .toSorted((one, other) => severity(other) - severity(one)),
    ...unknown.map(({ many, reason }) =>
      finding({ subject: many, status: 'unknown', summary: `Whether ${many} wait is not known: ${reason}` }),
    ),
  ];
};

const severity = ({ status, unmade = 0 }: CheckFinding): number =>
  (status === 'fail' ? 2e9 : status === 'warn' ? 1e9 : 0) + unmade;

interface RootCause {
  /** A neutralized copy has its actions off on purpose. */
  readonly ofStopped: 'no-server' | undefined;
  /** Where no scheduled action runs at all, that is what is to be mended. */
  readonly ofLate: 'no-server' | 'cron' | undefined;
}

const findRootCause = async (context: CheckContext): Promise<RootCause> => {
  const [copy, runner, queue] = await Promise.all([
    isCopy(context),
    ifPossible(context, measureRunner(context)),
    ifPossible(context, measureQueueCron(context)),
  ]);
  return judgeRootCause({ copy, runner, queue: queue?.value, series: context.odoo.version.series });
};

export interface RootFacts {
  readonly copy: boolean;
  /** Undefined where nobody can tell. */
  readonly runner: Runner | undefined;
  readonly queue: QueueCron | undefined;
  readonly series: OdooSeries;
}

/** A queue whose own row is what stops it says nothing of the other actions. */
export const judgeRootCause = ({ copy, runner, queue, series }: RootFacts): RootCause => {
  if (copy) return { ofStopped: 'no-server', ofLate: 'no-server' };
  const isOfAll = runner?.kind === 'stopped' && queue?.kind === 'found' && findStop(queue.cron, series) === undefined;
  return { ofStopped: undefined, ofLate: isOfAll ? 'cron' : undefined };
};

const describe = (standing: FeederStanding, { root, series, now }: Situation): CheckFinding => {
  const { action, cron, waits, state, evidence } = standing;
  const due = countFeederDue(waits);
  const status = statusOfFeeder(state, { due, optional: waits.every(({ feeder }) => feeder.optional === true) });
  const consequenceOf =
    status === 'ok' ? undefined : isStopped(state) ? root.ofStopped : state.kind === 'late' ? root.ofLate : undefined;
  const remedy =
    consequenceOf !== undefined || cron === undefined || status === 'ok'
      ? undefined
      : isStopped(state)
        ? activateFeeder
        : wakeFeeder;
  return finding({
    subject: cron === undefined ? action : `cron:${cron.id}`,
    evidence,
    status,
    summary: say(standing, now),
    ...(status === 'ok'
      ? {}
      : {
          unmade: due,
          detail: [
            'There is no mail of them in the queue: this scheduled action makes it.',
            ...adviseOn(state, action),
            `Menu: ${menuPath(series, 'scheduled-actions')} → ${cron?.name ?? action}.`,
          ].join(' '),
        }),
    ...(consequenceOf === undefined ? {} : { consequenceOf }),
    remedies:
      remedy === undefined || cron === undefined ? [] : [offer(remedy, `cron:${cron.id}`, [], cron.name ?? action)],
  });
};

const isStopped = ({ kind }: FeederState): boolean =>
  kind === 'missing' || kind === 'inactive' || kind === 'no-calls-left' || kind === 'archived-user';

const adviseOn = ({ kind }: FeederState, action: string): readonly string[] => {
  const [module] = action.split('.');
  switch (kind) {
    case 'missing':
      return [`Updating the module (odoo-bin -u ${module}) creates the action again.`];
    case 'inactive':
      return ['A call to run that comes while it is off is lost.'];
    case 'no-calls-left':
      return ['Odoo shows it as active and never starts it: its number of calls is used up.'];
    case 'archived-user':
      return ['The user it runs as is archived, and then Odoo does not run it.'];
    case 'left':
      return ["What kept them stands in Odoo's log at that time."];
    case 'uncalled':
      return ['Odoo calls the action for each of them; that call came while the action was off, or was deleted.'];
    default:
      return [];
  }
};

/** `340 invoices and 2 mass mailings`, with `at least` where not all rows were looked at. */
const list = ({ waits }: FeederStanding): string =>
  waits
    .map(({ feeder: { one, many }, backlog: { waiting, complete } }) =>
      complete ? countOf(waiting, one, many) : `at least ${countOf(waiting, one, many)}`,
    )
    .join(' and ');

const say = (standing: FeederStanding, at: Date): string => {
  const { action, cron, waits, state } = standing;
  const total = waits.reduce((sum, { backlog }) => sum + backlog.waiting, 0);
  const [verb, them] = total === 1 ? ['waits', 'it'] : ['wait', 'them'];
  const named = `"${cron?.name ?? action}"`;
  const firsts = waits.flatMap(({ backlog: { firstDue } }) => (firstDue === null ? [] : [firstDue.getTime()]));
  const nexts = waits.flatMap(({ backlog: { next } }) => (next === null ? [] : [next.getTime()]));
  const since =
    firsts.length > 0
      ? `, the first since ${formatDuration(at.getTime() - Math.min(...firsts))}`
      : nexts.length > 0
        ? `, the first until ${formatClock(new Date(Math.min(...nexts)), at)}`
        : '';
  const what = `${list(standing)} ${verb}`;
  switch (state.kind) {
    case 'missing':
      return `${what} for a scheduled action that was deleted${since}: ${action}.`;
    case 'inactive':
      return `${what} for a scheduled action that is switched off${since}: ${named}.`;
    case 'no-calls-left':
    case 'archived-user':
      return `${what} for a scheduled action that Odoo does not start any more${since}: ${named}.`;
    case 'late':
      return `${what} for a scheduled action that should have run ${formatDuration(state.ms)} ago and did not${since}: ${named}.`;
    case 'left':
      return `${what} for a scheduled action that ran at ${formatClock(state.ranAt, at)} and left ${them}${since}: ${named}.`;
    case 'uncalled':
      return `${what} for a scheduled action that runs at ${formatClock(state.nextCall, at)} only, as its call is lost${since}: ${named}.`;
    case 'running':
      return `${what} for the scheduled action ${named}, which runs just now.`;
    default:
      return `${what} for the scheduled action ${named}, which runs on time${since}.`;
  }
};
