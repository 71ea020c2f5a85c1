import type { RetryPreview, TriedRoute, Waking } from '../../changes/retry/retry-preview.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { sumOf } from '../../lib/sum-of.ts';
import { type ToldLine, toldLines } from './told.ts';

/** What a retry's dry run found out: how each server took the mails' senders, how they leave. */
export const tellRetry = ({
  ids,
  handshakes,
  waking,
  byQueue,
}: Pick<RetryPreview, 'ids' | 'handshakes' | 'waking' | 'byQueue'>): readonly ToldLine[] => [
  ...foldAlike(handshakes).map(tellHandshake),
  ...(ids.length === 0 ? [] : tellWay(waking, ids.length - (byQueue?.ids.length ?? 0), ids.length)),
];

/** No more senders than this are tried in a session: of more with one answer the first stands for all. */
const mostAlike = 10;

const foldAlike = (handshakes: readonly TriedRoute[]): readonly TriedRoute[] =>
  [
    ...Map.groupBy(handshakes, ({ server, verdict, standing }) => JSON.stringify([server, verdict, standing])).values(),
  ].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined || alike.length <= mostAlike) return alike;
    const envelopeFrom = `${first.envelopeFrom} and ${countOf(alike.length - 1, 'other sender')}`;
    return [{ ...first, envelopeFrom, mails: sumOf(alike, ({ mails }) => mails) }];
  });

/** A live try that let a sender in and refused a recipient is no promise for that one. */
export const tellHandshake = ({ server, envelopeFrom, mails, verdict, standing }: TriedRoute): ToldLine => {
  const who = `${server} as ${envelopeFrom} (${countOf(mails, 'mail')})`;
  switch (verdict.kind) {
    case 'ready': {
      if (standing !== null) return { status: 'warn', words: `${who}: lets us in, but ${standing}.` };
      const taken = verdict.canaryRefused === null ? 'sender and recipient' : 'the sender, but not a recipient,';
      return { status: 'ok', words: `${who}: took ${taken} in a live try just now.` };
    }
    case 'fails':
      return { status: 'fail', words: `${who}: ${verdict.title}. ${verdict.words}` };
    case 'untested':
      return { status: 'unknown', words: `${who}: not tried: ${verdict.why}.` };
  }
};

/** Mails that wait already; the warnings say what the woken queue sends besides. */
const tellWay = (waking: Waking, direct: number, all: number): readonly ToldLine[] => {
  switch (waking.kind) {
    case 'bypassed':
      return [tellBypass(waking.way, direct, all)];
    case 'woken':
      return toldLines('ok', ['Odoo sends them by waking the queue.']);
    case 'asleep':
      return [];
  }
};

/** Odoo is told to send certain mails. */
export const tellBypass = (way: string, direct: number, all: number): ToldLine => ({
  status: 'ok',
  words: `Odoo sends ${direct === all ? 'them' : `${formatCount(direct)} of them`} at once, ${way}.`,
});
