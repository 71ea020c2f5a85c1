import type { RetryCandidate } from '../../../domain/change/retry-candidate.ts';
import { countOf } from '../../../domain/wording/count.ts';
import type { RetryOptions } from '../retry-options.ts';
import type { ByQueue } from '../retry-preview.ts';
import type { QueueWaking } from '../waking.ts';

/** Which of the mails the queue is to send, because the account of the way asked for may not. */
export const findByQueue = async (
  mails: readonly RetryCandidate[],
  { way, findForbidden }: Pick<RetryOptions, 'way' | 'findForbidden'>,
  options: { readonly signal: AbortSignal },
): Promise<ByQueue | undefined> => {
  if (way === undefined || findForbidden === undefined || mails.length === 0) return undefined;
  return { ...(await findForbidden(mails, options)), way };
};

type Waking =
  | Extract<QueueWaking, { kind: 'asleep' }>
  | Pick<Extract<QueueWaking, { kind: 'woken' }>, 'kind' | 'others'>;

/** What a person is told of them, a sentence each. */
export const describeByQueue = (
  byQueue: ByQueue | undefined,
  { mails, waking }: { readonly mails: number; readonly waking: Waking },
): readonly string[] => {
  if (byQueue === undefined) return [];
  const { ids, unasked, isUnknown, way } = byQueue;
  if (isUnknown) {
    return [`Whether that account may read and write these mails could not be asked ${way}: Odoo did not say.`];
  }
  if (ids.length === 0) return [];
  const not = unasked === 0 ? '' : ` (${countOf(unasked, 'mail')} of them not asked any more)`;
  const who =
    ids.length === mails && mails > 1
      ? `All ${countOf(ids.length, 'mail')}`
      : `${countOf(ids.length, 'mail')} (${nameIds(ids)})`;
  const [go, their] = ids.length === 1 ? ['goes', 'its message'] : ['go', 'their messages'];
  return [
    `${who} ${go} by the queue instead: sent ${way}, Odoo could not note what it delivered, because that account may not read and write ${their}${not}.`,
    ...(ids.length === mails ? [] : describeWaking(waking)),
  ];
};

const mostNamed = 10;

const nameIds = (ids: readonly number[]): string =>
  `${ids.slice(0, mostNamed).join(', ')}${ids.length > mostNamed ? ', …' : ''}`;

const describeWaking = (waking: Waking): readonly string[] => {
  if (waking.kind === 'asleep') return [`${waking.why}: those do not leave until that is mended.`];
  if (waking.others === 0) return [];
  const others = waking.others === null ? 'every mail that waits already' : countOf(waking.others, 'waiting mail');
  return [`Waking the queue for those also sends ${others}.`];
};
