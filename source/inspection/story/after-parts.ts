import { ifPossible } from '../../checks/measure/if-possible.ts';
import type { BounceTrace } from '../../domain/mail/bounce.ts';
import { classify } from '../../domain/replies/classify-reply.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { countOf } from '../../domain/wording/count.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import { judgeTrace } from './judge-trace.ts';
import type { RelayTrace } from './relay-trace.ts';
import type { StoryPart } from './story.ts';
import type { StoryMail, TellPart } from './story-world.ts';

export const hasLeft = ({ mail, found }: Pick<StoryMail, 'mail' | 'found'>): boolean =>
  mail?.state === 'sent' || (found.state.kind === 'deleted' && found.state.outcome !== 'not-told');

/** The server's last word, which Odoo does not keep; a relay's log names what became of it. */
export const tellHandedOver = (story: StoryMail, trace: RelayTrace | undefined): StoryPart | undefined => {
  if (!hasLeft(story)) return undefined;
  const logged = trace?.kind === 'known' ? trace.logged : undefined;
  return {
    id: 'after',
    title: 'After it was sent',
    status: 'skipped',
    evidence: [],
    lines: [
      logged === undefined
        ? 'Its server took it; what the server said to that, Odoo does not keep.'
        : `Its server took it as ${logged.queueId}.`,
    ],
  };
};

/** What the mail server of this machine did with it. */
export const tellRelay = (story: StoryMail, trace: RelayTrace | undefined): StoryPart | undefined => {
  if (!hasLeft(story) || trace === undefined) return undefined;
  const common = { id: 'relay', title: 'At the mail server' } as const;
  if (trace.kind === 'elsewhere') return { ...common, status: 'unknown', evidence: [], lines: [trace.words] };
  if (trace.kind === 'unknown') return { ...common, status: 'unknown', evidence: trace.evidence, lines: [trace.words] };
  const { name, queued, logged, log, evidence } = trace;
  const judged = judgeTrace(trace);
  const waits = (queued?.recipients ?? []).map(
    ({ address, reason }) => `${address} has not got it: ${reason === null ? 'no reason is told' : `"${reason}"`}`,
  );
  const said = (logged?.deliveries ?? [])
    .filter(({ outcome }) => queued === undefined || outcome !== 'deferred')
    .map(({ address, outcome, words, stamp }) => `${address}: ${outcomeWords[outcome]} (${stamp}): "${words}"`);
  const nothing = `${name} has it in its queue no more, and its log does not tell of it (${log}).`;
  const lines = [
    ...(queued === undefined
      ? []
      : [`${name} on this machine still has it, as ${queued.id}${queued.state === 'held' ? ', held' : ''}.`]),
    ...waits,
    ...said,
  ];
  return {
    ...common,
    evidence,
    status: ({ held: 'fail', returned: 'fail', delivered: 'ok', 'not-told': 'unknown' } as const)[judged.kind],
    lines: lines.length === 0 ? [nothing] : lines,
  };
};

const outcomeWords = {
  delivered: 'the next server took it',
  deferred: 'not delivered yet',
  bounced: 'sent back',
} as const;

/** Bounces that came back, and what Odoo has noted of the addresses. */
export const tellBounces: TellPart = async ({ checks: { odoo, signal } }, story) => {
  if (!hasLeft(story)) return undefined;
  const traces = await ifPossible({ signal }, odoo.bounceTraces(story.found.messageId, { signal }));
  const common = { id: 'bounces', title: 'Bounces', evidence: [] } as const;
  if (traces === undefined) return { ...common, status: 'unknown', lines: ['The notifications could not be read.'] };
  const lines = traces.flatMap(describeBounce);
  const bounced = traces.some(({ status }) => status === 'bounce');
  const reading = story.reports
    .find(({ id }) => id === 'beyond')
    ?.findings.find(({ check }) => check === 'beyond.reading');
  const unread = reading !== undefined && reading.status !== 'ok' ? [reading.summary] : [];
  return {
    ...common,
    status: bounced ? 'fail' : 'unknown',
    lines: [...(bounced ? [] : ['No bounce is written down.', ...unread]), ...lines],
  };
};

/** What Odoo has noted of one recipient, in sentences; none where there is nothing. */
export const describeBounce = ({
  address,
  status,
  reason,
  counted = 0,
  isBlacklisted,
}: BounceTrace): readonly string[] => {
  const who = address ?? 'A recipient without an address';
  const meaning = reason === null ? undefined : classify(reason);
  const named = meaning === undefined || meaning.class === 'unknown' ? '' : ` (${titleOf(meaning.class)})`;
  const quoted =
    reason === null || reason.trim() === '' ? '' : `: "${shortenText(reason.replace(/\s+/g, ' ').trim(), 300)}"`;
  return [
    ...(status === 'bounce' ? [`${who}: it came back${named}${quoted}`] : []),
    ...(counted > 0 ? [`${who}: ${countOf(counted, 'mail')} came back since this contact last wrote to Odoo.`] : []),
    ...(isBlacklisted ? [`${who} is on Odoo's blacklist: mailings leave it out.`] : []),
  ];
};
