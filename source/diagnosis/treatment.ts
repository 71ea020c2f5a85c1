import { fixArguments, type RemedyOffer } from '../domain/change/remedy.ts';
import type { RetryForecast } from '../domain/change/retry-forecast.ts';
import { factsOf } from '../domain/finding/cause-id.ts';
import type { Stage } from '../domain/finding/causes.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { NextStep } from '../domain/finding/next-step.ts';
import type { Owner } from '../domain/finding/owner.ts';
import type { CauseReport } from '../domain/finding/verdict.ts';
import type { FailureGroup } from '../domain/replies/groups.ts';
import { commandLine } from '../domain/wording/command-line.ts';
import { countOf } from '../domain/wording/count.ts';
import { sumOf } from '../lib/sum-of.ts';
import { isAboutCopy, stopsAll } from './rank.ts';

export interface TreatmentFacts {
  /** Of every cause that was run, also those that are well. */
  readonly reports: readonly CauseReport[];
  readonly failures: readonly Pick<FailureGroup, 'class' | 'cause' | 'retry' | 'count'>[];
  /** Undefined where nobody can tell: then a retry's preview is advised, and no number promised. */
  readonly forecast: RetryForecast | undefined;
  /** What a command of ours needs to point at the same target again. */
  readonly flags: readonly string[];
  /** Nothing is changed over this connection, or on this version: what would change something is not to be typed. */
  readonly refusesChanges: boolean;
}

/** The queue is set going last: what it would take up must not fail as well. */
const order: readonly Stage[] = ['server', 'session', 'mail', 'after', 'queue'];

/**
 * What to do, in order: what stops every mail, the queue last of it; else what is wrong first; then send again what can
 * go. `ranked` is in the order of the ranking.
 */
export const planTreatment = (ranked: readonly CauseReport[], facts: TreatmentFacts): readonly NextStep[] => {
  const [top] = ranked;
  if (top !== undefined && isAboutCopy(top)) return [lookAtOriginal];
  const roots = ranked.filter(({ consequenceOf }) => consequenceOf === undefined);
  const stopping = roots
    .filter(stopsAll)
    .toSorted((one, other) => order.indexOf(factsOf(one.id).stage) - order.indexOf(factsOf(other.id).stage));
  const others = roots.filter((report) => !stopping.includes(report) && !isLeftover(report));
  const chosen = [
    ...stopping,
    ...others.filter(({ status }, index) => status === 'fail' || (index === 0 && stopping.length === 0)),
  ];
  const retry = planRetry(facts);
  const steps = chosen.map((report) => stepFor(report, facts));
  if (steps.length + retry.length > 0 || top === undefined) return [...steps, ...retry];
  return [stepFor(top, facts)];
};

/** All that is wrong with it is over: nothing of it is to be mended. */
const isLeftover = ({ findings }: CauseReport): boolean =>
  findings.filter(isTrouble).every(({ leftover }) => leftover === true);

const isTrouble = ({ status }: Finding): boolean => status === 'fail' || status === 'warn';

/** Failed mails that a retry would take, once what stands before it in the treatment is mended. */
const planRetry = ({ reports, failures, forecast, flags, refusesChanges }: TreatmentFacts): readonly NextStep[] => {
  const ready = failures.filter(({ cause, retry }) =>
    cause === null ? retry === 'now' || retry === 'later' : canBeSent(reports.find(({ id }) => id === cause)),
  );
  const step = { remedy: null, subject: null };
  if (refusesChanges) {
    const waiting =
      forecast === undefined
        ? ready.length
        : countTaken(forecast.filter((each) => ready.some(({ class: name }) => name === each.class)));
    return waiting === 0
      ? []
      : [{ ...step, title: 'Send the failed mails again in Odoo itself: it is not done from here', command: null }];
  }
  if (forecast === undefined) {
    if (ready.length === 0) return [];
    return [{ ...step, title: 'See which failed mails can be sent again', command: commandLine(['retry'], flags) }];
  }
  const taken = ready.flatMap(({ class: name }) => forecast.filter((each) => each.class === name && each.taken > 0));
  const mails = countTaken(taken);
  if (mails === 0) return [];
  // Without a filter a retry takes the others as well, and fails with them.
  const classes = mails === countTaken(forecast) ? [] : ['--class', taken.map(({ class: name }) => name).join(',')];
  return [
    {
      ...step,
      title: `Send ${countOf(mails, 'failed mail')} again; a preview comes first`,
      command: commandLine(['retry', ...classes], flags),
    },
  ];
};

const countTaken = (forecast: RetryForecast): number => sumOf(forecast, ({ taken }) => taken);

/** The cause was measured, and nothing is wrong with it, or it is over, or there is a remedy for it. */
const canBeSent = (report: CauseReport | undefined): boolean =>
  report !== undefined && report.status !== 'unknown' && (isLeftover(report) || findRemedy(report) !== undefined);

const lookAtOriginal: NextStep = {
  title: 'Look at the original database: nothing is mended in a copy',
  remedy: null,
  subject: null,
  command: null,
};

/** Where no remedy of ours helps: whom to go to, and with what in hand. */
const byOwner: Readonly<Record<Owner, string>> = {
  odoo: 'See what was found, and where it is set in Odoo',
  host: 'Show whoever runs the server what was measured',
  provider: 'Ask the mail provider, with its own words and what was tried',
  dns: "Show whoever keeps the domain's DNS what was found there",
  recipient: 'See whose address it is: correct it, or reach the person by other means',
};

/** The remedy of what speaks for the cause, else another of the cause: it helps whoever has to act in the end. */
const findRemedy = ({ speaker, findings }: CauseReport): RemedyOffer | undefined =>
  speaker?.remedies[0] ??
  findings.find((each) => isTrouble(each) && each.consequenceOf === undefined && each.remedies.length > 0)?.remedies[0];

const stepFor = (
  report: CauseReport,
  { flags, refusesChanges }: Pick<TreatmentFacts, 'flags' | 'refusesChanges'>,
): NextStep => {
  const { speaker } = report;
  const remedy = speaker?.nextStep === undefined ? findRemedy(report) : undefined;
  if (remedy !== undefined) {
    const { id, subject, about, title } = remedy;
    const named = about === undefined ? title : `${title} (${about})`;
    if (refusesChanges) {
      const look = commandLine(['check', report.id, '-v'], flags);
      return {
        title: `By hand, as nothing is changed from here: ${named}`,
        remedy: null,
        subject: null,
        command: look,
      };
    }
    return { title: named, remedy: id, subject, command: commandLine(fixArguments(remedy), flags) };
  }
  return {
    title: speaker?.nextStep ?? byOwner[speaker?.owner ?? 'odoo'],
    remedy: null,
    subject: null,
    command: commandLine(['check', report.id, '-v'], flags),
  };
};
