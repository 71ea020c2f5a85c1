import type { MailOutcome } from '../domain/mail/mail-outcome.ts';
import { classify } from '../domain/replies/classify-reply.ts';
import { minuteMs, secondMs } from '../lib/time-units.ts';
import type { Refresh } from './live-queue.ts';

/** Outcomes are remembered for as long as a long run takes. */
const reachMs = 60 * minuteMs;
const rateOverMs = minuteMs;
/** A rate over less would jump with every look. */
const shortestRateMs = 4 * secondMs;
const mostNamed = 40;

/** What one look found. */
interface Look {
  readonly at: number;
  readonly sent: number;
  readonly failed: number;
}

type Seen = Pick<Refresh, 'arrived' | 'changed' | 'departed'> & { readonly passedThrough?: number };

/** Remembers what became of mails, look by look: how many since when, how fast, and the newest by number. */
export class RecentOutcomes {
  #looks: readonly Look[] = [];
  #named: readonly MailOutcome[] = [];

  /** Takes in what one look found at that moment. */
  note({ arrived, changed, departed, passedThrough = 0 }: Seen, at: Date): void {
    const sent = departed.filter(({ was, became }) => became === 'sent' || (became === null && was === 'outgoing'));
    const failed = [...arrived, ...changed].filter(
      ({ state, changedAt }) =>
        state === 'exception' && changedAt !== null && at.getTime() - changedAt.getTime() < minuteMs,
    );
    const oldest = at.getTime() - reachMs;
    const look = { at: at.getTime(), sent: sent.length + passedThrough, failed: failed.length };
    this.#looks = [...this.#looks.filter((each) => each.at > oldest), ...(look.sent + look.failed > 0 ? [look] : [])];
    const named: readonly MailOutcome[] = [
      ...sent.map(({ id }) => ({ id, at, failure: null })),
      ...failed.map(({ id, failureReason }) => ({ id, at, failure: classify(failureReason ?? '').class })),
    ];
    if (named.length > 0) this.#named = [...named.toReversed(), ...this.#named].slice(0, mostNamed);
  }

  /** How many were sent and failed since then. */
  since(at: Date): { readonly sent: number; readonly failed: number } {
    const looks = this.#looks.filter((look) => look.at >= at.getTime());
    return {
      sent: looks.reduce((sum, { sent }) => sum + sent, 0),
      failed: looks.reduce((sum, { failed }) => sum + failed, 0),
    };
  }

  /** Mails sent a second over the last minute, or since then where that is later; undefined while that is too short. */
  sentPerSecond(since: Date, now: Date): number | undefined {
    const from = Math.max(since.getTime(), now.getTime() - rateOverMs);
    const overMs = now.getTime() - from;
    return overMs < shortestRateMs ? undefined : this.since(new Date(from)).sent / (overMs / secondMs);
  }

  /** The newest first. */
  get newest(): readonly MailOutcome[] {
    return this.#named;
  }
}
