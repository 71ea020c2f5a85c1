import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import type { MailSelection } from '../../domain/mail/mail-selection.ts';
import { namesRecipients } from '../../domain/replies/stored-form.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { type AskedMails, readAskedMails } from './asked-mails.ts';
import { judgeChoice, wasAddressRefused } from './judge-choice.ts';
import { type AttachmentWorld, setLosersAside } from './lost-attachments.ts';
import { readAddresses } from './mail-addresses.ts';
import type { RetryOptions } from './retry-options.ts';
import { groupBySending, type SendingGroup, type SendingGroups } from './sending-groups.ts';
import { noPast, readPastInTime, type SendingPast } from './sending-past.ts';
import type { SetAside } from './set-aside.ts';
import { sortByJudgement } from './sort-out.ts';
import type { Handshakes, TriedGroup } from './try-servers.ts';

/** What the choice needs of the world. */
export interface ChoiceWorld extends AttachmentWorld {
  readonly odoo: Odoo;
  readonly now: () => Date;
  /** For all that is read of the past, ms. */
  readonly totalTimeoutMs: number;
  /** The failed mails, where somebody read the queue; left out: they are found by their state. */
  readonly selectFailed?: () => Promise<MailSelection>;
}

/** Which mails a retry sends, and on what ground. */
export interface Choice {
  readonly mails: readonly RetryCandidate[];
  readonly setAside: readonly SetAside[];
  /** How many of the mails are taken only because mails that may have been delivered were asked for. */
  readonly maybeDelivered: number;
  readonly tried: Handshakes;
  /** Undefined where it could not be read in time. */
  readonly past: SendingPast | undefined;
}

type Chosen = Pick<RetryOptions, 'include' | 'maxAgeMs'>;

/**
 * Asks all that decides whether a mail is sent again: the tables, the servers (`shake`), and what servers said before.
 * Cost: some index lookups a mail, one pass over mail_mail unless the failed mails are known, and what `shake` costs.
 */
export const chooseMails = async (
  world: ChoiceWorld,
  ids: readonly number[],
  {
    facts,
    retry,
    shake,
    asked,
  }: {
    readonly facts: RoutingFacts;
    readonly retry: Chosen;
    readonly shake: (groups: readonly SendingGroup[]) => Promise<Handshakes>;
    /** Read just now; left out: they are read. */
    readonly asked?: AskedMails;
  },
  options: { readonly signal: AbortSignal },
): Promise<Choice> => {
  const { odoo, now } = world;
  const { candidates, judgements, losers, maybeDelivered } =
    asked ?? (await readAskedMails(world, ids, retry, options));
  const sorted = setLosersAside(sortByJudgement(ids, candidates, judgements), losers);
  const groups = groupBySending(facts, sorted.eligible);
  const tried = await shake(groups.sending);
  const past = await readPastInTime(world, facts, options);
  const addresses = await readConcerned(odoo, groups, { tried: tried.groups, past: past ?? noPast }, options);
  const moment = { past: past ?? noPast, include: retry.include, addresses, now: now() };
  const { mails, setAside } = judgeChoice(sorted, groups, tried.groups, { ...moment, series: facts.series });
  return {
    mails,
    setAside,
    maybeDelivered: mails.filter(({ id }) => maybeDelivered.has(id)).length,
    tried,
    past,
  };
};

/** Who the mails go to, where an address was refused: just now or of late. */
const readConcerned = async (
  odoo: Odoo,
  { sending }: SendingGroups,
  { tried, past }: { readonly tried: readonly TriedGroup[]; readonly past: SendingPast },
  options: { readonly signal: AbortSignal },
): Promise<ReadonlyMap<number, readonly string[]>> => {
  const mails = sending.flatMap((group) => group.mails);
  if (!wasAddressRefused(mails, { tried, past })) return new Map();
  const refused = new Set(tried.flatMap(({ verdict }) => canaryAddresses(verdict)));
  const own = new Set(mails.filter(({ failureReason }) => namesRecipients(failureReason ?? '')).map(({ id }) => id));
  // Of thousands of mails few go to an address that anybody refused: only those addresses are held.
  const isWanted = (address: string, mailId: number): boolean => {
    const lower = address.toLowerCase();
    return past.addresses.has(lower) || refused.has(lower) || own.has(mailId);
  };
  return await readAddresses(
    odoo,
    mails.map(({ id }) => id),
    { ...options, isWanted },
  );
};

const canaryAddresses = (verdict: TriedGroup['verdict']): readonly string[] =>
  verdict.kind === 'ready' ? (verdict.canaryRefused?.addresses ?? []) : [];
