import { sumOf } from '../../lib/sum-of.ts';
import type { Choice } from './choose-mails.ts';
import type { HeldOthers } from './hold-others.ts';
import type { FailingOthers } from './queue-others.ts';
import type { RetryOptions } from './retry-options.ts';
import type { Slot } from './retry-pace.ts';
import type { ByQueue, RetryPreview, Waking } from './retry-preview.ts';
import { nameServer } from './sending-groups.ts';
import { noPast } from './sending-past.ts';
import { describeLimit } from './still-refused.ts';
import type { QueueWaking } from './waking.ts';
import { objectToWaking, warnAboutFailing } from './waking-objection.ts';

interface Prepared {
  /** What was asked for. */
  readonly ids: readonly number[];
  readonly slots: readonly Slot[];
  readonly waking: QueueWaking;
  readonly byQueue: ByQueue | undefined;
  /** How Odoo is told to send them; undefined: its queue is woken. */
  readonly way: string | undefined;
  readonly held: readonly HeldOthers[];
  /** As findSpent tells. */
  readonly failing: readonly FailingOthers[];
  readonly retry: RetryOptions;
  readonly now: Date;
}

/** Waiting mails that the retry would send into a refusal: none where it does not wake the queue. */
export const findSpent = (
  waking: QueueWaking,
  { way, byQueue }: Pick<Prepared, 'way'> & { readonly byQueue: Pick<ByQueue, 'ids'> | undefined },
): readonly FailingOthers[] => (waking.kind === 'woken' && wakesQueue({ way, byQueue }) ? waking.failing : []);

/** Some of the mails, or all, leave by the queue. */
const wakesQueue = ({ way, byQueue }: Parameters<typeof findSpent>[1]): boolean =>
  way === undefined || (byQueue !== undefined && byQueue.ids.length > 0);

/** What a person reads of a retry before saying yes. */
export const composePreview = (
  { mails, setAside, maybeDelivered, tried, past }: Choice,
  { ids, slots, waking, byQueue, way, held, failing, retry, now }: Prepared,
): Omit<RetryPreview, 'plan'> => ({
  asked: new Set(ids).size,
  ids: mails.map(({ id }) => id),
  setAside,
  maybeDelivered,
  servedRecipients: sumOf(mails, ({ partners }) => partners.served.length),
  handshakes: tried.groups.map(({ route, mails: theirs, verdict }) => ({
    server: nameServer(route.server),
    envelopeFrom: route.envelopeFrom,
    mails: theirs.length,
    verdict,
    standing: describeLimit(past ?? noPast, route.server, now),
  })),
  waking: describeWaking(waking, way),
  ...(byQueue === undefined ? {} : { byQueue }),
  held: held.map(({ server, mails: count, until }) => ({ server, mails: count, until })),
  alarm: held.length > 0 || waking.kind !== 'woken' ? null : warnAboutFailing({ others: waking.others, failing }),
  objection: held.length > 0 ? null : objectToWaking(failing, retry),
  slots,
});

const describeWaking = (waking: QueueWaking, way: string | undefined): Waking => {
  if (way !== undefined) return { kind: 'bypassed', way };
  if (waking.kind === 'asleep') return { kind: 'asleep', why: waking.why };
  return {
    kind: 'woken',
    others: waking.others,
    failing: waking.failing.map(({ ids, ...rest }) => ({ ...rest, mails: ids.length })),
  };
};
