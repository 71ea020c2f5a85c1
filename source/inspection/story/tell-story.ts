import { causes } from '../../causes/index.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureQueueCron } from '../../checks/measure/measure-database.ts';
import { measureCronWorkers, measureModules, measureQueueJobs } from '../../checks/measure/measure-runner.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { planTreatment } from '../../diagnosis/treatment.ts';
import { findChangeObstacle } from '../../domain/database/write-obstacle.ts';
import type { NextStep } from '../../domain/finding/next-step.ts';
import type { CauseReport } from '../../domain/finding/verdict.ts';
import type { FoundMail } from '../../domain/mail/found-mail.ts';
import { isNeutralized } from '../../domain/odoo/mail-parameter.ts';
import { findQueueObstacle } from '../../domain/odoo/queue-obstacle.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import { commandLine } from '../../domain/wording/command-line.ts';
import { formatDateTime } from '../../domain/wording/duration.ts';
import { readRoutingFacts } from '../../services/odoo/read-routing-facts.ts';
import { hasLeft, tellBounces, tellHandedOver, tellRelay } from './after-parts.ts';
import { judgeStory, type StoryFacts, type StoryJudgement } from './conclude-story.ts';
import { describeConclusion } from './describe-conclusion.ts';
import { fateOf } from './fate.ts';
import { judgeTrace } from './judge-trace.ts';
import {
  readDeparture,
  tellAlignment,
  tellEarlier,
  tellRecipients,
  tellRoute,
  tellTurn,
  tellWritten,
} from './parts.ts';
import { traceRelay } from './relay-trace.ts';
import type { Story } from './story.ts';
import type { StoryMail, StoryWorld, TellPart } from './story-world.ts';
import { tellChange } from './tell-change.ts';
import { tellLog } from './tell-log.ts';
import { objectToRetry, tryMail } from './try-mail.ts';

/** What comes before and after the parts that the conclusion needs as well, in the order of the story. */
const before: readonly TellPart[] = [tellWritten, tellRecipients];
const after: readonly TellPart[] = [tellAlignment, tellEarlier, tellChange, tellLog];

/**
 * The whole story of one mail, from who wrote it to what became of it, with a live try where it has not left. Changes
 * nothing. Cost: a diagnosis and one session.
 */
export const tellStory = async (world: StoryWorld, found: FoundMail, others: number): Promise<Story> => {
  const reports = await diagnoseAll(
    world,
    causes.map(({ id }) => id),
  );
  const story = await readStoryMail(world, found, reports);
  const [tried, departure, obstacle, objection, trace] = await Promise.all([
    tryMail(world, story),
    readDeparture(world, story),
    readObstacle(world),
    objectToRetry(world, story),
    hasLeft(story) ? traceRelay(world, story) : undefined,
  ]);
  const facts: StoryFacts = {
    fate: fateOf(found),
    neutralized: isNeutralized(story.facts.parameters),
    routeFailure: story.route?.kind === 'fails' ? story.route.failure.kind : null,
    live: tried?.live ?? { kind: 'not-needed' },
    obstacle,
    held: story.mail?.schedule.kind === 'not-before' && story.mail.schedule.at > world.checks.now(),
    hasRecipient: found.plain.length > 0 || found.recipients.some(({ address }) => Boolean(address)),
    beyond: trace === undefined ? { kind: 'not-told' } : judgeTrace(trace),
    reports,
  };
  const judgement = judgeStory(facts);
  const handed = [tellHandedOver(story, trace), tellRelay(story, trace)].filter((part) => part !== undefined);
  const turn = tellTurn(story, departure, obstacle, objection);
  const parts = [
    ...(await tellAll(before, world, story)),
    ...(turn === undefined ? [] : [turn]),
    ...(await tellAll([tellRoute], world, story)),
    ...(tried === undefined ? [] : [tried.part]),
    ...(await tellAll(after, world, story)),
    ...handed,
    ...(await tellAll([tellBounces], world, story)),
  ];
  return {
    mail: found,
    others,
    parts,
    conclusion: describeConclusion(judgement, facts, {
      departure,
      leftAt: leftAtOf(story),
      messageIdHeader: story.content?.messageIdHeader ?? null,
      speaker: reports.find(({ id }) => id === judgement.cause)?.speaker,
    }),
    nextStep: stepFor(world, judgement, story, objection),
  };
};

/** The story of a mail that is not there: perhaps it was never written, as what would write it stands still. */
export const tellMissing = async (world: StoryWorld): Promise<Story> => {
  const reports = await diagnoseAll(world, ['feeders', 'cron']);
  const cause = reports.find(({ id, status }) => id === 'feeders' && (status === 'fail' || status === 'warn'));
  const judgement: StoryJudgement = { status: cause?.status ?? 'unknown', cause: cause?.id ?? null, why: 'no-mail' };
  const facts: StoryFacts = {
    fate: { kind: 'not-told', words: '' },
    neutralized: false,
    routeFailure: null,
    live: { kind: 'not-needed' },
    obstacle: null,
    held: false,
    hasRecipient: false,
    beyond: { kind: 'not-told' },
    reports,
  };
  const words = { departure: undefined, leftAt: null, messageIdHeader: null, speaker: cause?.speaker };
  const [nextStep = null] = cause === undefined ? [] : treat(world, cause);
  return { mail: null, others: 0, parts: [], conclusion: describeConclusion(judgement, facts, words), nextStep };
};

const tellAll = async (tellers: readonly TellPart[], world: StoryWorld, story: StoryMail) =>
  (await Promise.all(tellers.map((tell) => tell(world, story)))).filter((part) => part !== undefined);

const readStoryMail = async (
  { checks: { odoo, signal }, retry }: StoryWorld,
  found: FoundMail,
  reports: readonly CauseReport[],
): Promise<StoryMail> => {
  const options = { signal };
  const id = found.mailId;
  const [mails, content, recipients, attempts, facts] = await Promise.all([
    id === null ? [] : odoo.mails([id], options),
    id === null ? undefined : odoo.mailContent(id, options),
    id === null ? [] : odoo.recipients([id], options),
    odoo.relatedMails(found.messageId, options),
    readRoutingFacts(odoo, retry.configuration, options),
  ]);
  const [mail] = mails;
  const route =
    mail === undefined
      ? undefined
      : routeMail(facts, {
          ...mail,
          aliasDomainId: content?.aliasDomainId,
          replyTo: content?.replyTo,
          tracking: { mailId: mail.id, document: mail.document },
        });
  return { found, mail, content, recipients, attempts, facts, route, reports };
};

const diagnoseAll = async (
  { checks }: StoryWorld,
  ids: readonly CauseReport['id'][],
): Promise<readonly CauseReport[]> => {
  const asked = causes.filter(({ id }) => ids.includes(id));
  for await (const event of diagnose(checks, asked)) {
    if (event.kind === 'verdict') return event.reports;
  }
  return [];
};

const readObstacle = async ({ checks }: StoryWorld): Promise<string | null> => {
  const [queue, modules, workers, jobs] = await Promise.all([
    measureQueueCron(checks),
    ifPossible(checks, measureModules(checks)),
    ifPossible(checks, measureCronWorkers(checks)),
    ifPossible(checks, measureQueueJobs(checks)),
  ]);
  const obstacle = findQueueObstacle({
    queue: queue.value,
    version: checks.odoo.version,
    modules: modules?.value,
    workers: workers?.value,
    jobs: jobs?.value,
    now: checks.now(),
  });
  return obstacle?.why ?? null;
};

const leftAtOf = ({ mail, found }: StoryMail): string | null => {
  const at = mail?.state === 'sent' ? (mail.changedAt ?? found.date) : mail === undefined ? found.date : null;
  return at === null ? null : formatDateTime(at);
};

const treat = ({ checks }: StoryWorld, report: CauseReport): readonly NextStep[] =>
  planTreatment([report], {
    reports: [report],
    failures: [],
    forecast: [],
    flags: checks.target.flags,
    refusesChanges: findChangeObstacle(checks.odoo) !== null,
  });

/** What mends the cause; a failed mail whose cause is gone is sent again. */
const stepFor = (
  world: StoryWorld,
  { cause, why, status }: StoryJudgement,
  { mail, reports }: StoryMail,
  objection: string | undefined,
): NextStep | null => {
  const report = reports.find(({ id }) => id === cause);
  const isWrong = report !== undefined && (report.status === 'fail' || report.status === 'warn');
  if (why === 'failed-before' && mail !== undefined && objection === undefined) {
    if (findChangeObstacle(world.checks.odoo) !== null)
      return {
        title: 'Send it again in Odoo itself: it is not done from here',
        remedy: null,
        subject: null,
        command: null,
      };
    const command = commandLine(['retry', '--id', String(mail.id)], world.checks.target.flags);
    return { title: 'Send it again; a preview comes first', remedy: null, subject: null, command };
  }
  return isWrong && status !== 'ok' ? (treat(world, report)[0] ?? null) : null;
};
