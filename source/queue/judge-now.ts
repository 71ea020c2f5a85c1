import type { VitalSign } from '../domain/finding/vital-sign.ts';
import type { NowLine } from '../domain/mail/now-line.ts';
import type { QueuePicture } from '../domain/mail/queue.ts';
import { toleratedDelayMs } from '../domain/odoo/cron-timing.ts';
import { countOf, formatCount } from '../domain/wording/count.ts';
import { formatClock, formatDuration, formatMoment } from '../domain/wording/duration.ts';
import { minuteMs, secondMs } from '../lib/time-units.ts';
import type { Vitals } from './first-look.ts';

/** A run as far as it was seen. */
export interface SendingProgress {
  /** When the run began, or when we began to look, where that is later. */
  readonly since: Date;
  /** It began before anybody looked: its mails were not all counted. */
  readonly isPart: boolean;
  readonly sent: number;
  readonly failed: number;
  /** Undefined while nobody can tell yet. */
  readonly perSecond: number | undefined;
}

interface NowFacts {
  readonly picture: Pick<QueuePicture, 'counts' | 'scheduled'>;
  readonly vitals: Vitals;
  /** The vital signs of runner and Odoo, as the first look judges them. */
  readonly signs: readonly VitalSign[];
  /** Undefined while no run is under way. */
  readonly sending: SendingProgress | undefined;
  /** Mails that left in the last minute without a run: single mails leave at once. */
  readonly leftLately: number;
  readonly now: Date;
}

/** What happens now: the run and its progress, or when the next one comes, or why none comes. */
export const judgeNow = (facts: NowFacts): NowLine => {
  const { picture, vitals, signs, sending, leftLately, now } = facts;
  const waiting = picture.counts.outgoing - picture.scheduled;
  if (sending !== undefined) return { status: 'ok', isSending: true, words: tellSending(sending, waiting, now) };
  const single = leftLately === 0 ? '' : `; ${countOf(leftLately, 'mail')} left in the last minute`;
  if (vitals.neutralized) return idle('warn', 'nothing is sent: this is a neutralized copy');
  const broken = signs.find(({ status }) => status === 'fail');
  if (broken !== undefined) {
    return idle('fail', `nothing is sent from the queue: ${reasonOf(broken)}${single}`);
  }
  const unread = signs.find(({ status }) => status === 'unknown');
  if (unread !== undefined) return idle('unknown', `whether the queue is sent is not known: ${unread.words}${single}`);
  return tellNextRun(facts, waiting, single);
};

const idle = (status: NowLine['status'], words: string): NowLine => ({ status, words, isSending: false });

/** `the queue runner is switched off`, `no cron worker connected`. */
const reasonOf = ({ subject, words }: VitalSign): string =>
  subject === 'Odoo' ? words : `the ${subject.toLowerCase()} is ${words}`;

const tellSending = (
  { since, isPart, sent, failed, perSecond }: SendingProgress,
  waiting: number,
  now: Date,
): string => {
  const count = isPart ? `at least ${formatCount(sent)} sent` : `${formatCount(sent)} sent`;
  const toGo =
    waiting === 0 ? 'nothing more to go' : `${formatCount(waiting)} to go${tellEnd(waiting, perSecond, now)}`;
  return [
    `sending since ${formatMoment(since, now)}`,
    ...(perSecond === undefined ? [] : [tellRate(perSecond)]),
    count,
    `${formatCount(failed)} failed`,
    toGo,
  ].join(' · ');
};

const tellRate = (perSecond: number): string => {
  if (perSecond >= 1) return `${Math.round(perSecond)}/s`;
  return `${Math.round(perSecond * 60)}/min`;
};

const tellEnd = (waiting: number, perSecond: number | undefined, now: Date): string => {
  if (perSecond === undefined || perSecond === 0) return '';
  const restMs = (waiting / perSecond) * secondMs;
  return restMs < minuteMs
    ? ', done within a minute'
    : `, done about ${formatClock(new Date(now.getTime() + restMs), now)}`;
};

const tellNextRun = ({ vitals: { queueCron }, now }: NowFacts, waiting: number, single: string): NowLine => {
  const next = queueCron.kind === 'read' && queueCron.value.kind === 'found' ? queueCron.value.cron.nextCall : null;
  const what = waiting === 0 ? 'nothing waits' : `${countOf(waiting, 'mail waits', 'mails wait')}`;
  if (next === null) return idle('unknown', `${what}; when the next run comes is not known${single}`);
  const untilMs = next.getTime() - now.getTime();
  if (untilMs < -toleratedDelayMs)
    return idle('warn', `${what}; the run of ${formatClock(next, now)} has not begun${single}`);
  if (untilMs < minuteMs) return idle('ok', `${what}; a run is due now${single}`);
  return idle('ok', `${what}; next run at ${formatClock(next, now)}, in ${formatDuration(untilMs)}${single}`);
};
