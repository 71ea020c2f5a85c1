import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import { describeRefusal } from './describe-refusal.ts';
import type { CanaryRefusal } from './handshake-verdict.ts';
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
  ...(include.has('cause-remains') ? [] : findStillFailing(tried, addresses)),
];

/** Those who met the same stand together. */
const findStillFailing = (
  tried: readonly TriedGroup[],
  addresses: ReadonlyMap<number, readonly string[]>,
): readonly SetAside[] => {
  const refusals = Map.groupBy(
    tried.flatMap(({ route, verdict }) =>
      verdict.kind === 'ready' && verdict.canaryRefused !== null
        ? [{ server: identifyServer(route.server), refusal: verdict.canaryRefused }]
        : [],
    ),
    ({ server }) => server,
  );
  const failing = tried.flatMap((group) => {
    const theirs = refusals.get(identifyServer(group.route.server)) ?? [];
    return stillFailing(
      group,
      theirs.map(({ refusal }) => refusal),
      addresses,
    );
  });
  return [...Map.groupBy(failing, ({ detail, class: met }) => `${met} ${detail}`).values()].flatMap((alike) => {
    const [first] = alike;
    return first === undefined ? [] : [{ ...first, ids: [...new Set(alike.flatMap(({ ids }) => ids))] }];
  });
};

/** One answer about an address counts for every mail to it, whichever mail it was asked for. */
const stillFailing = (
  { mails, verdict }: TriedGroup,
  refusals: readonly CanaryRefusal[],
  addresses: ReadonlyMap<number, readonly string[]>,
): readonly SetAside[] => {
  if (verdict.kind === 'fails') {
    return [setMailsAside('cause-remains', mails, { detail: verdict.title, met: verdict.class })];
  }
  return refusals.flatMap((refusal) => {
    const concerned = mails.filter(
      ({ id }) =>
        id === refusal.mailId ||
        addresses.get(id)?.some((address) => refusal.addresses.includes(address.toLowerCase())) === true,
    );
    if (concerned.length === 0) return [];
    return [setMailsAside('cause-remains', concerned, { detail: refusal.title, met: refusal.class })];
  });
};
