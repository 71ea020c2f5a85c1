import { countOf, formatCount } from '../../domain/wording/count.ts';
import { sumOf } from '../../lib/sum-of.ts';
import type { FailingOthers } from './queue-others.ts';
import type { RetryOptions } from './retry-options.ts';

/** Why something is not done as asked, and what to say for it to be. */
export interface Objection {
  readonly message: string;
  readonly tryThis: string;
}

interface Others {
  readonly others: number | null;
  readonly failing: readonly FailingOthers[];
}

/** That waking the queue makes waiting mails fail, and why, in a sentence; null where it does not. */
export const warnAboutFailing = ({ others, failing }: Others): string | null => {
  if (failing.length === 0) return null;
  const count = countFailing(failing);
  const all = others === null || others === count;
  const which = all
    ? count === 1
      ? ', which would fail'
      : ', and all of them would fail'
    : `, of which ${formatCount(count)} would fail`;
  return `Waking the queue also sends ${countOf(others ?? count, 'other waiting mail')}${which}. ${describeFailing(failing)}`;
};

/** `Mail server "Gmail": daily limit reached, last said 10 m ago.` */
export const describeFailing = (failing: readonly Pick<FailingOthers, 'server' | 'why'>[]): string =>
  `${upper(failing.map(({ server, why }) => `${server}: ${why}`).join('; '))}.`;

/**
 * Waiting mails are spent only by whoever asked for it, reason by reason. Who has Odoo send certain mails and no others
 * asked for those alone: some of them may have to go by the queue.
 */
export const objectToWaking = (
  failing: readonly FailingOthers[],
  { include, way }: Pick<RetryOptions, 'include' | 'way'>,
): Objection | null => {
  const against = failing.filter(({ reason }) => way !== undefined || !include.has(reason));
  if (against.length === 0) return null;
  const reasons = [...new Set(against.map(({ reason }) => reason))].join(',');
  return {
    message: `${countOf(countFailing(against), 'waiting mail')} would be sent along by waking the queue, and fail.`,
    tryThis: `--hold-others keeps them in the queue until a try is worth it; --include ${reasons}${way === undefined ? '' : ', without --odoo-url and --odoo-bin,'} sends them all the same.`,
  };
};

const countFailing = (failing: readonly FailingOthers[]): number => sumOf(failing, ({ ids }) => ids.length);

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
