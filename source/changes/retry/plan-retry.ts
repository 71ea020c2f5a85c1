import { UserError } from '../../domain/errors.ts';
import { isNeutralized } from '../../domain/mail-parameter.ts';
import type { MailConfiguration, RoutingFacts } from '../../domain/routing/routing-facts.ts';
import { readRoutingFacts } from '../../services/odoo/routing-facts.ts';
import { describeRefusal } from './describe-refusal.ts';
import { findByQueue } from './direct/by-queue.ts';
import { type HandshakeWorld, shakeHands, type TriedGroup } from './handshake.ts';
import { planHold } from './hold-others.ts';
import { createFailureReader } from './judge-mail.ts';
import { type AttachmentWorld, setLostAttachmentsAside } from './lost-attachments.ts';
import { readAddresses } from './mail-addresses.ts';
import type { RetryOptions } from './options.ts';
import { spreadOverTime } from './pace.ts';
import type { RetryPreview, Waking } from './preview.ts';
import { groupBySending, identifyServer, nameServer, type SendingGroups } from './sending-groups.ts';
import { noPast, readPastInTime, type SendingPast } from './sending-past.ts';
import type { SetAside } from './set-aside.ts';
import { setMailsAside, sortOut } from './sort-out.ts';
import { describeLimit, findStillRefused } from './still-refused.ts';
import { type QueueWaking, readWaking } from './waking.ts';
import { objectToWaking, warnAboutFailing } from './waking-objection.ts';
import { writePlan } from './write-plan.ts';

export interface RetryWorld extends HandshakeWorld, AttachmentWorld {
  readonly configuration: MailConfiguration;
  /** How many mails wait already, where somebody knows; else they are counted. */
  readonly waitingMails?: number;
}

/**
 * Plans to send failed mails again. Changes nothing. Cost: some index lookups a mail, one live session a server.
 * @throws UserError on a neutralized copy, which must not send.
 */
export const planRetry = async (
  world: RetryWorld,
  ids: readonly number[],
  retry: RetryOptions,
  options: { readonly signal: AbortSignal },
): Promise<RetryPreview> => {
  const { odoo, now } = world;
  const facts = await readRoutingFacts(odoo, world.configuration, options);
  if (isNeutralized(facts.parameters)) {
    throw new UserError('This database is a neutralized copy: its mails must not be sent.', 'Open the live database.');
  }
  const judge = {
    series: facts.series,
    oldBefore: new Date(now().getTime() - retry.maxAgeMs),
    include: retry.include,
    readFailure: createFailureReader(),
  };
  const sorted = await setLostAttachmentsAside(await sortOut(odoo, ids, judge, options), world, retry, options);
  const groups = groupBySending(facts, sorted.eligible);
  const tried = retry.canary ? await shakeHands(world, facts, groups.sending, options) : { groups: [], evidence: [] };
  const past = await readPastInTime(world, facts, options);
  const addresses = await readConcerned(world, groups, tried.groups, past ?? noPast, options);
  const live = setGroupsAside(groups, tried.groups, { retry, facts, addresses });
  const failing = new Set(live.flatMap((group) => group.ids));
  const left = groups.sending.map((group) => ({ ...group, mails: group.mails.filter(({ id }) => !failing.has(id)) }));
  const refused = findStillRefused(left, { past: past ?? noPast, include: retry.include, addresses, now: now() });
  const setAside = [...sorted.setAside, ...live, ...refused];
  const stay = new Set(setAside.flatMap((group) => group.ids));
  const mails = sorted.eligible.filter(({ id }) => !stay.has(id));
  const slots =
    retry.pace === undefined ? [{ at: null, mails: mails.length }] : spreadOverTime(mails.length, retry.pace, now());
  const waking = await readWaking(world, { facts, past, tried: tried.groups, now: now() }, options);
  const byQueue = await findByQueue(mails, retry, options);
  const way = byQueue?.ids.length === mails.length ? undefined : retry.way;
  const wakes = way === undefined || (byQueue !== undefined && byQueue.ids.length > 0);
  const others = wakes && waking.kind === 'woken' ? waking.failing : [];
  const held = retry.holdOthers === true ? await planHold(odoo, others, now(), options) : [];
  const preview: Omit<RetryPreview, 'plan'> = {
    asked: new Set(ids).size,
    ids: mails.map(({ id }) => id),
    setAside,
    servedRecipients: mails.reduce((sum, { partners }) => sum + partners.served.length, 0),
    handshakes: tried.groups.map(({ route, mails: theirs, verdict }) => ({
      server: nameServer(route.server),
      envelopeFrom: route.envelopeFrom,
      mails: theirs.length,
      verdict,
      standing: describeLimit(past ?? noPast, route.server, now()),
    })),
    waking: describeWaking(waking, way),
    ...(byQueue === undefined ? {} : { byQueue }),
    held: held.map(({ server, mails: count, until }) => ({ server, mails: count, until })),
    alarm: held.length > 0 || waking.kind !== 'woken' || !wakes ? null : warnAboutFailing(waking),
    objection: held.length > 0 ? null : objectToWaking(others, retry.include),
    slots,
  };
  const plan = writePlan(preview, {
    mails,
    facts,
    waking,
    held,
    way,
    pace: retry.pace,
    evidence: tried.evidence,
    now: now(),
  });
  return { ...preview, plan: mails.length === 0 ? undefined : plan };
};

/** Who the mails go to, where an address was refused: just now or of late. */
const readConcerned = async (
  { odoo }: RetryWorld,
  { sending }: SendingGroups,
  tried: readonly TriedGroup[],
  past: SendingPast,
  options: { readonly signal: AbortSignal },
): Promise<ReadonlyMap<number, readonly string[]>> => {
  const mails = sending.flatMap((group) => group.mails);
  const isConcerned =
    past.addresses.size > 0 ||
    tried.some(({ verdict }) => verdict.kind === 'ready' && verdict.canaryRefused !== null) ||
    mails.some(({ failureReason }) => failureReason?.includes('RecipientsRefused') === true);
  return isConcerned
    ? await readAddresses(
        odoo,
        mails.map(({ id }) => id),
        options,
      )
    : new Map();
};

const describeWaking = (waking: QueueWaking, way: string | undefined): Waking => {
  if (way !== undefined) return { kind: 'bypassed', way };
  if (waking.kind === 'asleep') return { kind: 'asleep', why: waking.why };
  return {
    kind: 'woken',
    others: waking.others,
    failing: waking.failing.map(({ ids, ...rest }) => ({ ...rest, mails: ids.length })),
  };
};

interface Circumstances {
  readonly retry: RetryOptions;
  readonly facts: RoutingFacts;
  readonly addresses: ReadonlyMap<number, readonly string[]>;
}

/** What Odoo will refuse by itself, then what servers refused just now. */
const setGroupsAside = (
  { refused }: SendingGroups,
  tried: readonly TriedGroup[],
  { retry, facts, addresses }: Circumstances,
): readonly SetAside[] => [
  ...refused.map(({ route, mails }) =>
    setMailsAside('no-route', mails, { detail: describeRefusal(route, facts.series) }),
  ),
  ...(retry.include.has('cause-remains') ? [] : tried.flatMap((group) => stillFailing(group, tried, addresses))),
];

/** One answer about an address counts for every mail to it, whichever mail it was asked for. */
const stillFailing = (
  { mails, verdict, route }: TriedGroup,
  tried: readonly TriedGroup[],
  addresses: ReadonlyMap<number, readonly string[]>,
): readonly SetAside[] => {
  if (verdict.kind === 'fails') {
    return [setMailsAside('cause-remains', mails, { detail: verdict.title, met: verdict.class })];
  }
  return tried.flatMap((other) => {
    const refusal = other.verdict.kind === 'ready' ? other.verdict.canaryRefused : null;
    if (refusal === null || identifyServer(other.route.server) !== identifyServer(route.server)) return [];
    const concerned = mails.filter(
      ({ id }) =>
        id === refusal.mailId ||
        addresses.get(id)?.some((address) => refusal.addresses.includes(address.toLowerCase())) === true,
    );
    if (concerned.length === 0) return [];
    return [setMailsAside('cause-remains', concerned, { detail: refusal.title, met: refusal.class })];
  });
};
