import { causes } from '../../causes/index.ts';
import { planRetry } from '../../changes/retry/plan-retry.ts';
import { UsageError } from '../../domain/errors.ts';
import { isNeutralized } from '../../domain/odoo/mail-parameter.ts';
import { chooseSubject, findRemedy } from '../../inquiry/choose-remedy.ts';
import { findOf, findOffers } from '../../inquiry/find-offers.ts';
import { readRetryFilter, readRetryOptions } from '../../inquiry/read-retry-options.ts';
import { readTarget, targetOf } from '../../inquiry/read-target.ts';
import { gatherValues } from '../../inquiry/remedy-answers.ts';
import { offerDocument, planDocument } from '../../output/change/documents.ts';
import { formatOffersText } from '../../output/change/offers-text.ts';
import { formatPlanText } from '../../output/change/plan-text.ts';
import { mailActionDocument } from '../../output/mail-actions/json.ts';
import { previewLines } from '../../output/mail-actions/preview-lines.ts';
import { precautions } from '../../prevention/index.ts';
import { selectMails } from '../../queue/select-mails.ts';
import type { CommandContext } from '../../world/command.ts';
import { findObstacle } from '../../world/find-obstacle.ts';
import { openRetryWorld } from '../../world/mail-world.ts';
import { nameOfDatabase, type openTarget } from '../../world/open-target.ts';
import { createPreventionContext } from '../../world/prevention-world.ts';
import { withinDeadline } from '../../world/within-deadline.ts';
import { type AgentSession, openMeant } from '../session.ts';
import type { AgentTool } from '../tool.ts';

type Opened = Awaited<ReturnType<typeof openTarget>>;

const known = [...causes, ...precautions];

const nobodyApplies = 'Nothing was changed, and no tool here can change anything: a person applies it with';

/** The checks of one question, their logins counted. */
const openChecks = async (context: CommandContext, database: Opened, { refusedSecrets, guard }: AgentSession) => {
  const checks = await createPreventionContext(context, { database, target: database.target, refusedSecrets });
  return { ...checks, smtp: guard(checks.smtp) };
};

export const listRemediesTool: AgentTool = {
  name: 'list_remedies',
  title: 'What could be mended from here',
  words: 'Measures as check does, and lists the remedies at hand with what each wants to be told.',
  takes: {},
  asksDatabase: true,
  document: 'fix',
  goOn: 'check names the remedies of each finding.',
  answer: async (session) => {
    await using database = await openMeant(session);
    return await withinDeadline(session.context, nameOfDatabase(database.address), async (context) => {
      const checks = await openChecks(context, database, session);
      const offers = await findOffers(checks, known);
      return {
        document: { schema: 1, target: await readTarget(database.odoo, context), remedies: offers.map(offerDocument) },
        text: formatOffersText(offers, checks.target.flags),
      };
    });
  },
};

export const previewRemedyTool: AgentTool = {
  name: 'preview_remedy',
  title: 'See what a remedy would change',
  words:
    'Exactly what a remedy would change, before and after, what a person has to do by hand, and what cannot be undone. Changes nothing. It takes no secret: a remedy that needs one is a person’s to run.',
  takes: {
    remedy: { kind: 'text', required: true, words: 'Its id, from list_remedies or check: cron.activate' },
    subject: { kind: 'text', words: 'What to mend where there are several: server:3' },
    values: {
      kind: 'map',
      words: "The remedy's inputs by name, from list_remedies; those left out take their suggestion",
    },
  },
  asksDatabase: true,
  document: 'fix',
  variant: 1,
  goOn: 'A person sees all of it with odoo-mail-doctor fix.',
  answer: async (session, given) => {
    const { cause, remedy } = findRemedy(known, given.text('remedy') ?? '');
    await using database = await openMeant(session);
    return await withinDeadline(session.context, nameOfDatabase(database.address), async (context) => {
      const checks = await openChecks(context, database, session);
      const subject = chooseSubject(remedy, await findOf(checks, cause), given.text('subject'));
      const inputs = await remedy.inputs(checks, subject);
      const secret = inputs.find(({ kind, suggestion }) => kind === 'secret' && suggestion === undefined);
      if (secret !== undefined) {
        throw new UsageError(
          `${remedy.id} needs a secret (${secret.label}), and no tool takes secrets.`,
          `A person runs odoo-mail-doctor fix ${remedy.id}, which asks for it.`,
        );
      }
      const plan = await remedy.plan(checks, { subject, values: gatherValues(inputs, given.map('values'), undefined) });
      return {
        document: { schema: 1, target: await readTarget(database.odoo, context), plan: planDocument(plan) },
        text: [
          formatPlanText(plan, false),
          ...(await describeObstacle(context, database)),
          `${nobodyApplies} odoo-mail-doctor fix ${remedy.id} --apply, or F in the console.`,
        ].join('\n'),
      };
    });
  },
};

const describeObstacle = async (context: CommandContext, database: Opened): Promise<readonly string[]> => {
  const obstacle = await findObstacle(context, database);
  return obstacle === null ? [] : [`${obstacle.words} ${obstacle.tryThis}`];
};

export const previewRetryTool: AgentTool = {
  name: 'preview_retry',
  title: 'See what sending failed mails again would do',
  words:
    "Which of the failed mails could be sent again and which not, and why; what else would leave with them. Tries their servers live without sending. Changes nothing; the way is Odoo's queue.",
  takes: {
    id: { kind: 'list', most: 500, words: 'Mails by their id' },
    class: { kind: 'list', most: 20, words: 'Only failures of that class, as queue names them; rate.* is a family' },
    server: { kind: 'list', most: 20, words: 'Only mails that insist on the outgoing server with that id' },
    from: { kind: 'text', words: 'Only mails whose From contains it' },
    to: { kind: 'text', words: 'Only mails with a recipient whose name or address contains it' },
    older_than: { kind: 'text', words: 'Only mails older than that: 90m, 12h, 30d, 2w' },
    before: { kind: 'text', words: 'Only mails from before that date, UTC: 2026-11-01' },
    limit: { kind: 'number', least: 1, most: 100_000, words: 'Only the oldest so many' },
    pace: { kind: 'text', words: 'At most so many in a span: 500/day, 60/hour' },
    include: {
      kind: 'list',
      most: 10,
      words: 'Also mails of these kinds that are set aside, by the reason in the answer',
    },
  },
  asksDatabase: true,
  document: 'retry',
  goOn: 'Ask for fewer mails with limit or class.',
  answer: async (session, given) => {
    const filter = readRetryFilter(readFilterOptions(given), session.context.now());
    const pace = given.text('pace');
    const retry = readRetryOptions({
      ...(pace === undefined ? {} : { pace }),
      include: given.list('include'),
      force: false,
      canary: true,
    });
    await using database = await openMeant(session);
    const { odoo } = database;
    return await withinDeadline(session.context, nameOfDatabase(database.address), async (context) => {
      const { signal } = context;
      const parameters = await odoo.parameters({ signal });
      const ids = await selectMails(odoo, filter, { signal, timeoutMs: context.options.deadline * 1_000 });
      const world = await openRetryWorld(context, database, session.refusedSecrets);
      const preview = await planRetry({ ...world, smtp: session.guard(world.smtp), parameters }, ids, retry, context);
      const shown = { action: 'retry', preview } as const;
      const target = targetOf(odoo, isNeutralized(parameters));
      const obstacle = preview.plan === undefined ? [] : await describeObstacle(context, database);
      return {
        document: mailActionDocument({ target, shown, result: undefined, sending: undefined, outcomes: undefined }),
        text: [
          ...previewLines(shown, false),
          ...obstacle,
          `${nobodyApplies} odoo-mail-doctor retry --apply, or R in the console.`,
        ].join('\n'),
      };
    });
  },
};

const readFilterOptions = (given: Parameters<AgentTool['answer']>[1]): Parameters<typeof readRetryFilter>[0] => {
  const [from, to, olderThan, before] = ['from', 'to', 'older_than', 'before'].map((name) => given.text(name));
  const limit = given.number('limit');
  const lists = (['id', 'class', 'server'] as const).flatMap((name) => {
    const values = given.list(name);
    return values.length === 0 ? [] : [[name, values] as const];
  });
  return {
    ...Object.fromEntries(lists),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(olderThan === undefined ? {} : { olderThan }),
    ...(before === undefined ? {} : { before }),
    ...(limit === undefined ? {} : { limit: String(limit) }),
  };
};
