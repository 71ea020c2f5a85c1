import type { Finding } from '../domain/finding/finding.ts';
import { countOf, formatCount } from '../domain/wording/count.ts';
import { formatDuration } from '../domain/wording/duration.ts';
import { dayMs } from '../lib/time-units.ts';

/** How much the queue can send, and how much it has to. */
export interface PaceFacts {
  /** Mails that one run takes at most; Infinity where it goes on until the queue is empty. */
  readonly perRun: number;
  /** Milliseconds from run to run; null where that is not known. */
  readonly intervalMs: number | null;
  /** Messages that left in the last 24 hours, at least. */
  readonly lastDay: number;
}

/** What a provider allows one server in use. */
export interface AllowedPace {
  readonly server: string;
  readonly provider: string;
  readonly count: number;
  readonly unit: 'messages' | 'recipients';
  readonly window: string;
  readonly windowMs: number;
}

type Judged = Pick<Finding, 'status' | 'summary'> & { readonly detail?: string };

/** From this share on, one busy day is enough to reach what is allowed, or what the queue can send. */
const busyShare = 0.5;

/** What the queue sends in a window at most. */
const capacity = ({ perRun, intervalMs }: PaceFacts, windowMs: number): number =>
  intervalMs === null || intervalMs <= 0 ? perRun : perRun * Math.max(1, Math.floor(windowMs / intervalMs));

/** Whether the runs of a day can carry what a day brings. */
export const judgeCapacity = (facts: PaceFacts): Judged => {
  const { perRun, intervalMs, lastDay } = facts;
  const aDay = capacity(facts, dayMs);
  const runs = intervalMs === null ? '' : ` every ${formatDuration(intervalMs)}`;
  if (!Number.isFinite(perRun)) {
    return { status: 'ok', summary: `A run goes on until the queue is empty, so the queue carries what comes.` };
  }
  const takes = `A run takes up to ${formatCount(perRun)} mails${runs}`;
  if (intervalMs === null) return { status: 'unknown', summary: `${takes}; how often it runs is not known.` };
  if (lastDay > aDay * busyShare) {
    return {
      status: 'warn',
      summary: `${takes}, which is ${formatCount(aDay)} a day, and at least ${countOf(lastDay, 'mail')} left in the last one: a busy day leaves a backlog.`,
      detail: 'Let it run more often, or take more mails in a run, as far as the provider allows.',
    };
  }
  return {
    status: 'ok',
    summary: `${takes}, which is ${formatCount(aDay)} a day; at least ${countOf(lastDay, 'mail')} left in the last one.`,
  };
};

/** Whether the queue alone could use up what a provider allows, on a system that comes near it. */
export const judgeAllowance = (facts: PaceFacts, allowed: AllowedPace): Judged => {
  const { server, provider, count, unit, window, windowMs } = allowed;
  const most = capacity(facts, windowMs);
  const limit = `${provider} allows ${formatCount(count)} ${unit} a ${window}`;
  const used = facts.lastDay / (count * (dayMs / windowMs));
  if (most <= count) {
    return {
      status: 'ok',
      summary: `${limit}, and the queue sends at most ${formatCount(most)} in that time through ${server}.`,
    };
  }
  const beyond = Number.isFinite(most) ? `may send ${formatCount(most)} in that time` : 'knows no limit of its own';
  if (used <= busyShare) {
    return {
      status: 'ok',
      summary: `${limit}; the queue ${beyond}, but at least ${countOf(facts.lastDay, 'mail')} in the last 24 hours is far from it.`,
    };
  }
  return {
    status: 'warn',
    summary: `${limit}, the queue ${beyond} through ${server}, and at least ${countOf(facts.lastDay, 'mail')} left in the last 24 hours: a larger batch is refused in part.`,
    detail:
      'What is refused fails, and nothing sends it again by itself. Take fewer mails in a run, or a plan that allows more.',
  };
};

/**
 * mail.session.batch.size as Odoo reads it: `int()`, and from 17 on 0 stands for 1000 (addons/mail/models/mail_mail.py,
 * `_split_by_mail_configuration`). `zeroIsDefault`: whether it does.
 */
export const judgeSessionSize = (value: string | undefined, zeroIsDefault: boolean): Judged => {
  if (value === undefined) return { status: 'ok', summary: 'One session with a server carries up to 1 000 mails.' };
  const text = value.trim();
  // Python's int() takes underscores between digits.
  const size = /^[+-]?\d+(?:_\d+)*$/.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
  if (size > 0) return { status: 'ok', summary: `One session with a server carries up to ${formatCount(size)} mails.` };
  if (size === 0 && zeroIsDefault) {
    return { status: 'ok', summary: 'mail.session.batch.size is 0, which stands for 1 000 mails a session.' };
  }
  return {
    status: 'fail',
    summary: `The system parameter mail.session.batch.size is "${text}", with which Odoo sends nothing.`,
    detail: 'It must be a whole number of at least 1; without it, 1 000 mails share a session.',
  };
};
