import type { MailFate, MailOutcome } from '../domain/mail/mail-outcome.ts';
import { classify } from '../domain/replies/classify-reply.ts';
import { minuteMs, secondMs } from '../lib/time-units.ts';
import type { Refresh } from './live-queue.ts';
import { type DepartedMail, wasSent } from './outstanding-set.ts';

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
    const left = departed.flatMap((mail) => {
      const became = fateOf(mail);
      return became === undefined ? [] : [{ id: mail.id, at, became }];
    });
    const stayed = [...arrived, ...changed].filter(
      ({ state, changedAt }) =>
        state === 'exception' && changedAt !== null && at.getTime() - changedAt.getTime() < minuteMs,
    );
    const oldest = at.getTime() - reachMs;
    const count = (wanted: MailFate['kind']): number => left.filter(({ became }) => became.kind === wanted).length;
    const look = {
      at: at.getTime(),
      sent: count('sent') + passedThrough,
      failed: count('failed') + stayed.length,
    };
    this.#looks = [...this.#looks.filter((each) => each.at > oldest), ...(look.sent + look.failed > 0 ? [look] : [])];
    const named: readonly MailOutcome[] = [
      ...left,
      ...stayed.map(({ id, failureReason }) => ({ id, at, became: failedFor(failureReason ?? '') })),
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

const failedFor = (reason: string): MailFate => ({ kind: 'failed', class: classify(reason).class });

/** Undefined where it is nothing to tell: somebody cancelled it, or deleted one that had failed. */
const fateOf = (mail: DepartedMail): MailFate | undefined => {
  if (wasSent(mail)) return { kind: 'sent' };
  if (mail.vanished === undefined || mail.was === 'exception') return undefined;
  return mail.vanished.kind === 'failed' ? failedFor(mail.vanished.reason) : { kind: 'gone' };
};
