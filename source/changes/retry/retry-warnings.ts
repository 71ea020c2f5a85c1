import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatDateTime } from '../../domain/wording/duration.ts';
import { sumOf } from '../../lib/sum-of.ts';
import { describeHold } from './describe-hold.ts';
import type { PlanParts } from './plan-parts.ts';
import type { RetryPreview } from './retry-preview.ts';
import { hasFutureDate } from './retry-steps.ts';

/** What a person should know before saying yes, a sentence each. */
export const warnAboutRetry = (
  { alarm, waking: shown, held, maybeDelivered, servedRecipients, handshakes, slots }: Omit<RetryPreview, 'plan'>,
  { mails, facts, waking, pace, now }: PlanParts,
): readonly string[] => [
  ...(shown.kind === 'asleep' ? [`${shown.why}: nothing leaves until that is mended.`] : []),
  ...(alarm === null ? [] : [alarm]),
  ...held.map(describeHold),
  ...(shown.kind === 'woken' && alarm === null ? warnAboutOthers(shown.others, held) : []),
  ...(shown.kind === 'bypassed' && slots.length > 1 && waking.kind === 'asleep'
    ? [`${waking.why}: the later batches do not leave until that is mended.`]
    : []),
  ...(maybeDelivered === 0
    ? []
    : [`${countOf(maybeDelivered, 'mail')} may already have been delivered: recipients may get a second copy.`]),
  ...(servedRecipients === 0
    ? []
    : [`${countOf(servedRecipients, 'recipient')} got the mail already and will not get it again.`]),
  ...warnAboutUntested(handshakes),
  ...warnAboutLostRecipients(mails),
  ...(pace === undefined ? warnAboutHeld(mails, now) : warnAboutPace(slots.at(-1)?.at ?? null, facts.series)),
];

/** Senders by the thousand are not tested for one reason. */
const warnAboutUntested = (handshakes: RetryPreview['handshakes']): readonly string[] => {
  const untested = handshakes.flatMap(({ verdict, mails }) =>
    verdict.kind === 'untested' ? [{ why: verdict.why, mails }] : [],
  );
  return [...Map.groupBy(untested, ({ why }) => why)].map(
    ([why, alike]) =>
      `Not tested for ${countOf(
        sumOf(alike, ({ mails }) => mails),
        'mail',
      )}: ${why}.`,
  );
};

const warnAboutOthers = (others: number | null, held: RetryPreview['held']): readonly string[] => {
  if (others === null)
    return ['Waking the queue also sends every mail that waits already; they could not be counted in time.'];
  const leaving = others - sumOf(held, ({ mails }) => mails);
  return leaving <= 0 ? [] : [`Waking the queue also sends ${countOf(leaving, 'waiting mail')}.`];
};

const warnAboutLostRecipients = (mails: readonly RetryCandidate[]): readonly string[] => {
  const lost = sumOf(mails, ({ partners }) => partners.unusable);
  return lost === 0 ? [] : [`${countOf(lost, 'recipient')} without a usable address will be left out by Odoo.`];
};

const warnAboutHeld = (mails: readonly RetryCandidate[], now: Date): readonly string[] => {
  const held = mails.filter((mail) => hasFutureDate(mail, now)).length;
  if (held === 0) return [];
  const [whose, them] = held === 1 ? ['its', 'it'] : ['their', 'them'];
  const keep = countOf(held, 'mail keeps', 'mails keep');
  return [`${keep} a later sending date of ${whose} own: Odoo's queue sends ${them} then.`];
};

const warnAboutPace = (last: Date | null, series: OdooSeries): readonly string[] => {
  const end = last === null ? [] : [`The last of them leave at ${formatDateTime(last)}, sent by Odoo itself.`];
  return !traitsOf(series).cronTriggers
    ? [
        ...end,
        `Odoo ${series} looks into its queue at its own interval (an hour unless changed), so they leave that much at a time.`,
      ]
    : end;
};
