import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import { describeRefusal } from './describe-refusal.ts';
import type { SendingGroups } from './sending-groups.ts';
import type { SendingPast } from './sending-past.ts';
import type { SetAside } from './set-aside.ts';
import { type Sorting, setMailsAside } from './sort-out.ts';
import { findStillRefused, type PastFacts } from './still-refused.ts';
import type { TriedGroup } from './try-servers.ts';

interface Circumstances extends PastFacts {
  readonly series: OdooSeries;
}

/** Of the mails that nothing in the tables speaks against those that no server does either. */
export const judgeChoice = (
  { eligible, setAside: known }: Sorting,
  groups: SendingGroups,
  tried: readonly TriedGroup[],
  circumstances: Circumstances,
): { readonly mails: readonly RetryCandidate[]; readonly setAside: readonly SetAside[] } => {
  const live = setGroupsAside(groups, tried, circumstances);
  const failing = new Set(live.flatMap(({ ids }) => ids));
  const left = groups.sending.map((group) => ({ ...group, mails: group.mails.filter(({ id }) => !failing.has(id)) }));
  const setAside = [...known, ...live, ...findStillRefused(left, circumstances)];
  const stay = new Set(setAside.flatMap(({ ids }) => ids));
  return { mails: eligible.filter(({ id }) => !stay.has(id)), setAside };
};

/** Whether anything hangs on who the mails go to: an address was refused, just now or of late. */
export const wasAddressRefused = (
  mails: readonly Pick<RetryCandidate, 'failureReason'>[],
  { tried, past }: { readonly tried: readonly Pick<TriedGroup, 'verdict'>[]; readonly past: SendingPast },
): boolean =>
  past.addresses.size > 0 ||
  tried.some(({ verdict }) => verdict.kind === 'ready' && verdict.canaryRefused !== null) ||
  mails.some(({ failureReason }) => failureReason?.includes('RecipientsRefused') === true);

/** What Odoo will refuse by itself, then what servers refused just now. */
const setGroupsAside = (
  { refused }: SendingGroups,
  tried: readonly TriedGroup[],
  { include, series, addresses }: Circumstances,
): readonly SetAside[] => [
  ...refused.map(({ route, mails }) => setMailsAside('no-route', mails, { detail: describeRefusal(route, series) })),
  ...(include.has('cause-remains') ? [] : tried.flatMap((group) => stillFailing(group, tried, addresses))),
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
