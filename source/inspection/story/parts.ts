import { describeRefusal } from '../../changes/retry/describe-refusal.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureParameters, measureQueueCron } from '../../checks/measure/measure-database.ts';
import { measureQueueLock } from '../../checks/measure/measure-runner.ts';
import { mailsPerRun } from '../../checks/measure/run-limit.ts';
import { measureWaiting } from '../../checks/measure/waiting.ts';
import { nameState } from '../../domain/mail/mail-state.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { classify } from '../../domain/replies/classify-reply.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { normalizeDomainOf } from '../../domain/routing/normalize.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import { formatDateTime } from '../../domain/wording/duration.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import { describeRoute } from './describe-route.ts';
import { type ForeseenDeparture, foreseeDeparture } from './foresee-departure.ts';
import type { StoryPart } from './story.ts';
import { findingsOf, type StoryMail, type StoryWorld, type TellPart } from './story-world.ts';

const stamp = (date: Date | null): string => (date === null ? 'at a time that is not known' : formatDateTime(date));

const part = (given: Pick<StoryPart, 'id' | 'title' | 'lines'> & Partial<StoryPart>): StoryPart => ({
  status: 'skipped',
  evidence: [],
  ...given,
});

export const tellWritten: TellPart = async (_world, { found, mail, content }) => {
  const { document, documentName } = found;
  const about =
    document === null ? '' : ` for ${documentName ?? ''} (${document.model},${document.id})`.replace('  ', ' ');
  return part({
    id: 'written',
    title: 'Written',
    lines: [
      `${stamp(found.date)} by ${found.from ?? 'nobody'}${about}: "${shortenText(found.subject ?? '(no subject)', 200)}"`,
      ...(content?.messageIdHeader ? [`Message-ID ${content.messageIdHeader}`] : []),
      ...(mail === undefined
        ? ['Odoo has deleted the mail since, as it does after sending; its message and notifications are still there.']
        : []),
    ],
  });
};

const statusWords: Readonly<Record<string, string>> = {
  sent: 'has it: a server took it',
  ready: 'has not got it yet',
  process: 'is being sent to',
  pending: 'is being sent to',
  bounce: 'bounced: it came back',
  exception: 'has not got it: sending failed',
  canceled: 'will not get it: it was cancelled',
};

export const tellRecipients: TellPart = async (_world, { found, mail }) => {
  const people = found.recipients.map(({ name, address, status }) => {
    const who = [name, address === null || address === '' ? '(no address)' : `<${address}>`].filter(Boolean).join(' ');
    // Without a notification Odoo writes down nothing for each of them.
    return `${who}: ${status === null ? `nothing is written down but the mail's own state (${nameOf(mail?.state)})` : (statusWords[status] ?? status)}`;
  });
  const lines = [...found.plain.map((text) => `To ${text}: ${nameOf(mail?.state)}`), ...people];
  const isNobody =
    lines.length === 0 || (found.plain.length === 0 && found.recipients.every(({ address }) => !address));
  return part({
    id: 'recipients',
    title: 'Recipients',
    status: isNobody ? 'fail' : 'skipped',
    lines: lines.length === 0 ? ['Nobody is on it.'] : lines,
  });
};

const nameOf = (state: string | undefined): string => (state === undefined ? 'deleted since' : nameState(state));

/** When a waiting mail leaves, were nothing in its way. */
export const readDeparture = async (
  { checks }: StoryWorld,
  { mail }: StoryMail,
): Promise<ForeseenDeparture | undefined> => {
  if (mail?.state !== 'outgoing') return undefined;
  const { odoo, now, signal } = checks;
  const [{ value: queue }, waiting, parameters, lock] = await Promise.all([
    measureQueueCron(checks),
    ifPossible(checks, measureWaiting(checks)),
    ifPossible(checks, measureParameters(checks)),
    ifPossible(checks, measureQueueLock(checks)),
  ]);
  if (queue.kind === 'missing') return undefined;
  const triggers = await ifPossible(checks, odoo.cronTriggers(queue.cron.id, { signal }));
  return foreseeDeparture({
    cron: queue.cron,
    calledAt: triggers?.earliest ?? null,
    heldUntil: mail.schedule.kind === 'not-before' ? mail.schedule.at : null,
    ahead: waiting?.due.countAfter(mail.id) ?? 0,
    perRun: mailsPerRun(odoo.version, parameters?.value ?? {}),
    runsNow: lock?.value.kind === 'held',
    now: now(),
  });
};

export const tellTurn = (
  { mail }: StoryMail,
  departure: ForeseenDeparture | undefined,
  obstacle: string | null,
  objection: string | undefined,
): StoryPart | undefined => {
  const common = { id: 'turn', title: 'When Odoo takes it up' } as const;
  switch (mail?.state) {
    case 'outgoing':
      if (obstacle !== null)
        return part({ ...common, status: 'fail', lines: [`Not until this is mended: ${obstacle}.`] });
      return departure === undefined
        ? part({ ...common, status: 'unknown', lines: ['When its turn comes could not be read.'] })
        : part({ ...common, status: 'ok', lines: [departure.words] });
    case 'exception':
      return part({
        ...common,
        status: 'warn',
        lines: [
          `Never by itself: it failed ${stamp(mail.changedAt)}, and Odoo does not try again what failed.`,
          objection === undefined ? 'It can be sent again.' : `A retry would leave it out: ${objection}.`,
        ],
      });
    case 'sent':
      return part({ ...common, status: 'ok', lines: [`It left ${stamp(mail.changedAt)}.`] });
    case 'cancel':
      return part({
        ...common,
        status: 'warn',
        lines: [`Never: somebody or a mailing cancelled it, ${stamp(mail.changedAt)}.`],
      });
    default:
      return undefined;
  }
};

/** Builds from before January 2024 may choose another sender, and the tables do not tell which build runs. */
const describeOlderBuilds = ({ mail, content, facts, route }: StoryMail): readonly string[] => {
  if (mail === undefined || route?.kind !== 'sends' || !traitsOf(facts.series).authorFallback) return [];
  const older = routeMail(
    { ...facts, fallbackFrom: 'author' },
    { ...mail, aliasDomainId: content?.aliasDomainId, replyTo: content?.replyTo },
  );
  if (older.kind !== 'sends') return [];
  if (older.headerFrom === route.headerFrom && older.envelopeFrom === route.envelopeFrom) return [];
  return [
    `Builds of Odoo from before January 2024 send it as ${older.headerFrom} with the envelope sender ${older.envelopeFrom}; which build runs is not told by the database.`,
  ];
};

export const tellRoute: TellPart = async (_world, story) => {
  const { mail, content, facts, route } = story;
  if (mail === undefined || route === undefined) {
    return part({ id: 'route', title: 'Its way', status: 'unknown', lines: ['Which server it left by is not kept.'] });
  }
  const wouldNow = mail.state === 'sent' ? ['As the settings are now; how they were when it left is not kept.'] : [];
  return part({
    id: 'route',
    title: 'Its way',
    status: route.kind === 'fails' ? 'fail' : 'skipped',
    lines:
      route.kind === 'fails'
        ? [`Odoo will not hand it to a server: ${describeRefusal(route, facts.series)}.`]
        : [...describeRoute(facts, mail, content), ...describeOlderBuilds(story), ...wouldNow],
  });
};

/** SPF, DKIM and DMARC of the From domain, on this route. */
export const tellAlignment: TellPart = async (_world, { route, found, reports }) => {
  const from = route?.kind === 'sends' ? route.headerFrom : found.from;
  const domain = normalizeDomainOf(from);
  const all = findingsOf(reports, 'dns');
  const own = all.filter(({ subject }) => subject === null || (domain !== null && subject.includes(domain)));
  if (own.length === 0) return undefined;
  const bad = own.filter(({ status }) => status === 'fail' || status === 'warn' || status === 'unknown');
  const shown = bad.length > 0 ? bad : own;
  const statuses = new Set(own.map(({ status }) => status));
  return part({
    id: 'alignment',
    title: `SPF, DKIM and DMARC of ${domain ?? 'the sender'}`,
    status: (['fail', 'warn', 'unknown', 'ok'] as const).find((status) => statuses.has(status)) ?? 'skipped',
    lines: shown.map(({ summary }) => summary),
    evidence: shown.flatMap(({ evidence }) => evidence),
  });
};

/** Failures of this mail and of other mails that carried the same message. */
export const tellEarlier: TellPart = async (_world, { mail, found, attempts }) => {
  const failures = [
    ...(found.failureReason === null || found.failureReason === ''
      ? []
      : [describeFailure('Odoo stored', found.failureReason)]),
    ...attempts
      .filter(({ id }) => id !== mail?.id)
      .map(({ id, state, changedAt, failureReason }) =>
        describeFailure(
          `Mail ${id} carries the same message, ${nameState(state)} ${stamp(changedAt)}`,
          failureReason ?? '',
        ),
      ),
  ];
  return failures.length === 0 ? undefined : part({ id: 'earlier', title: 'Earlier', lines: failures });
};

const describeFailure = (begin: string, stored: string): string => {
  if (stored === '') return `${begin}.`;
  const meaning = classify(stored);
  const title = meaning.class === 'unknown' ? 'a reason that is not recognised' : titleOf(meaning.class);
  return `${begin}: ${title} — "${shortenText(stored.replace(/\s+/g, ' ').trim(), 300)}"`;
};
