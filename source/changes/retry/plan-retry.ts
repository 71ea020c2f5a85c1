import { UserError } from '../../domain/errors.ts';
import { isNeutralized } from '../../domain/mail-parameter.ts';
import type { RetryCandidate } from '../../domain/retry-candidate.ts';
import type { MailConfiguration, RoutingFacts } from '../../domain/routing/routing-facts.ts';
import { readRoutingFacts } from '../../services/odoo/routing-facts.ts';
import { describeRefusal } from './describe-refusal.ts';
import { type HandshakeWorld, shakeHands, type TriedGroup } from './handshake.ts';
import { createFailureReader } from './judge-mail.ts';
import type { RetryOptions } from './options.ts';
import { spreadOverTime } from './pace.ts';
import type { RetryPreview, Waking } from './preview.ts';
import { groupBySending, nameServer, type SendingGroups } from './sending-groups.ts';
import type { SetAside } from './set-aside.ts';
import { setMailsAside, sortOut } from './sort-out.ts';
import { type QueueWaking, readWaking } from './waking.ts';
import { writePlan } from './write-plan.ts';

export interface RetryWorld extends HandshakeWorld {
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
  const sorted = await sortOut(odoo, ids, judge, options);
  const groups = groupBySending(facts, sorted.eligible);
  const tried = retry.canary ? await shakeHands(world, facts, groups.sending, options) : { groups: [], evidence: [] };
  const setAside = [...sorted.setAside, ...setGroupsAside(groups, tried.groups, retry, facts)];
  const stay = new Set(setAside.flatMap((group) => group.ids));
  const mails = sorted.eligible.filter(({ id }) => !stay.has(id));
  const slots =
    retry.pace === undefined ? [{ at: null, mails: mails.length }] : spreadOverTime(mails.length, retry.pace, now());
  const waking = await readWaking(world, options);
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
    })),
    waking: describeWaking(waking, retry.way),
    slots,
  };
  const plan = writePlan(preview, {
    mails,
    facts,
    waking,
    way: retry.way,
    pace: retry.pace,
    evidence: tried.evidence,
    now: now(),
  });
  return { ...preview, plan: mails.length === 0 ? undefined : plan };
};

const describeWaking = (waking: QueueWaking, way: string | undefined): Waking => {
  if (way !== undefined) return { kind: 'bypassed', way };
  return waking.kind === 'asleep' ? waking : { kind: 'woken', others: waking.others };
};

/** What Odoo will refuse by itself, then what servers refused just now. */
const setGroupsAside = (
  { refused }: SendingGroups,
  tried: readonly TriedGroup[],
  { include }: RetryOptions,
  facts: RoutingFacts,
): readonly SetAside[] => [
  ...refused.map(({ route, mails }) =>
    setMailsAside('no-route', mails, { detail: describeRefusal(route, facts.series) }),
  ),
  ...(include.has('cause-remains') ? [] : tried.flatMap(stillFailing)),
];

const stillFailing = ({ mails, verdict }: TriedGroup): readonly SetAside[] => {
  if (verdict.kind === 'fails') {
    return [setMailsAside('cause-remains', mails, { detail: verdict.title, met: verdict.class })];
  }
  const refusal = verdict.kind === 'ready' ? verdict.canaryRefused : null;
  if (refusal === null) return [];
  const canary = mails.filter((mail: RetryCandidate) => mail.id === refusal.mailId);
  return [setMailsAside('cause-remains', canary, { detail: refusal.title, met: refusal.class })];
};
