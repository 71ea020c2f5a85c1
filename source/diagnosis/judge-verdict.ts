import { foundingCauseIds, setsQueueGoing } from '../domain/finding/cause-id.ts';
import type { NextStep } from '../domain/finding/next-step.ts';
import type { CauseReport, Verdict } from '../domain/finding/verdict.ts';
import { commandLine } from '../domain/wording/command-line.ts';
import { countOf } from '../domain/wording/count.ts';
import { concludeOutlook } from './outlook.ts';
import { findCopy, isAboutConfiguration, isAboutCopy, rankCauses } from './rank.ts';
import { planTreatment, type TreatmentFacts } from './treatment.ts';
import { tellWhatIsLeft } from './what-is-left.ts';

/** How many mails wait and how many failed; undefined where they could not be counted. */
interface Outstanding {
  readonly outgoing: number;
  readonly exception: number;
}

/** One root cause, one sentence, and what to do in which order, out of what the causes that were run reported. */
export const concludeVerdict = (
  reports: readonly CauseReport[],
  outstanding: Outstanding | undefined,
  { failures = [], forecast, flags = [], refusesChanges = false }: Partial<Omit<TreatmentFacts, 'reports'>> = {},
): Verdict => {
  const facts = { reports, failures, forecast, flags, refusesChanges };
  const ranked = rankCauses(reports);
  const ranking = ranked.map(({ id }) => id);
  const [top] = ranked;
  const unmeasured = reports.filter(({ id, status }) => status === 'unknown' && isFounding(id));
  const [first] = unmeasured.filter(({ consequenceOf }) => consequenceOf === undefined).concat(unmeasured);
  if (top !== undefined) {
    const status = statusOf(ranked);
    const { cause, summary: said } = speakFor(top);
    const outlook = concludeOutlook(reports, failures, forecast);
    const summary = tellWhatIsLeft({ reports, failures, outlook }) ?? said;
    const treatment = planTreatment(ranked, facts);
    // A warning that was found does not stand for what nobody could look at.
    const saysIt = isAboutCopy(top) || isAboutConfiguration(top);
    const open = status === 'warn' && !saysIt && first?.consequenceOf === undefined ? first : undefined;
    const nextSteps = open === undefined ? treatment : [...treatment, seeWhatWasTried(open, flags)];
    const full = open === undefined ? summary : `${summary} Not everything could be measured: ${reasonOf(open)}`;
    return { cause, summary: full, status, nextAction: sayFirst(top, nextSteps), nextSteps, ranking };
  }
  if (first !== undefined) return { ...confessIgnorance(first, unmeasured, flags), ranking };
  const nextSteps = planTreatment([], facts);
  const said = isPartial(reports) ? sayWhatWasChecked(reports) : sayAllIsWell(reports, outstanding);
  return { ...said, nextAction: sayFirst(undefined, nextSteps), nextSteps, ranking };
};

/** A copy does not send on purpose, whatever else is broken in it. */
const statusOf = (ranked: readonly CauseReport[]): 'fail' | 'warn' =>
  ranked.some(({ status }) => status === 'fail') && !ranked.some(isAboutCopy) ? 'fail' : 'warn';

const isFounding = (id: CauseReport['id']): boolean => foundingCauseIds.includes(id);

const speakFor = (report: CauseReport): Pick<Verdict, 'cause' | 'summary'> => ({
  cause: report.id,
  summary: (findCopy(report) ?? report.speaker)?.summary ?? report.title,
});

/** The first step in a sentence; a stopped queue is better switched on once its mails will not fail at once. */
const sayFirst = (top: CauseReport | undefined, steps: readonly NextStep[]): string | null => {
  const [first, ...rest] = steps;
  if (first === undefined) return null;
  const last = rest.findLast(({ remedy }) => remedy?.startsWith(`${top?.id}.`) === true);
  return top !== undefined && setsQueueGoing(top.id) && last !== undefined
    ? `First, so that what waits does not fail as well: ${say(first)} – then: ${say(last)}`
    : say(first);
};

const say = ({ title, command }: NextStep): string => (command === null ? title : `${title}: ${command}`);

const confessIgnorance = (
  first: CauseReport,
  unmeasured: readonly CauseReport[],
  flags: readonly string[],
): Omit<Verdict, 'ranking'> => {
  const step = seeWhatWasTried(first, flags);
  const others = unmeasured.length > 1 ? ` (${unmeasured.length} causes could not be measured)` : '';
  return {
    status: 'unknown',
    cause: null,
    summary: `Nothing wrong was found, but not everything could be measured: ${reasonOf(first)}${others}`,
    nextAction: `${step.command} shows what was tried.`,
    nextSteps: [step],
  };
};

const reasonOf = ({ speaker }: CauseReport): string => speaker?.summary ?? 'nothing was measured';

const seeWhatWasTried = ({ id }: CauseReport, flags: readonly string[]): NextStep => ({
  title: 'See what was tried',
  remedy: null,
  subject: null,
  command: commandLine(['check', id, '-v'], flags),
});

type Said = Pick<Verdict, 'status' | 'cause' | 'summary'>;

/** Whether mail goes out is only known when all that could stop it was looked at. */
const isPartial = (reports: readonly CauseReport[]): boolean =>
  foundingCauseIds.some((founding) => !reports.some(({ id }) => id === founding));

const sayWhatWasChecked = (reports: readonly CauseReport[]): Said => {
  const names = reports.map(({ id }) => id).join(', ');
  const answered = reports.filter(({ status }) => status !== 'unknown');
  return answered.length === 0
    ? { status: 'unknown', cause: null, summary: `Only ${names} was asked about, and could not be measured.` }
    : { status: 'ok', cause: null, summary: `Nothing wrong was found; only ${names} was checked.` };
};

const sayAllIsWell = (reports: readonly CauseReport[], outstanding: Outstanding | undefined): Said => {
  const scheduled = reports.find(({ id }) => id === 'scheduled');
  const speaker = scheduled?.findings.find(({ explains }) => explains !== undefined && explains > 0);
  const failed = outstanding?.exception ?? 0;
  const leftOver = failed === 0 ? '' : ` ${countOf(failed, 'mail')} failed before that.`;
  return speaker === undefined
    ? { status: 'ok', cause: null, summary: `Mail is going out.${leftOver}` }
    : { status: 'ok', cause: 'scheduled', summary: `${speaker.summary}${leftOver}` };
};
