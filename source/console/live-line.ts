import type { VitalSign } from '../domain/finding/vital-sign.ts';
import type { MailOutcome } from '../domain/mail/mail-outcome.ts';
import type { NowLine } from '../domain/mail/now-line.ts';
import type { QueuePicture } from '../domain/mail/queue.ts';
import { minuteMs } from '../lib/time-units.ts';
import type { Vitals } from '../queue/first-look.ts';
import { judgeNow, type SendingProgress } from '../queue/judge-now.ts';
import type { QueueEvent } from '../queue/queue-events.ts';
import { RecentOutcomes } from '../queue/recent-outcomes.ts';
import type { RetryRow } from '../ui/screens/retry/source.ts';

/** So many outcomes are named by recipient and subject. */
const mostNamed = 12;

interface JudgedLook {
  readonly picture: QueuePicture;
  readonly vitals: Vitals;
  readonly vitalSigns: readonly VitalSign[];
}

/** What happens now, out of what the watcher tells and what was last read of the runner. */
export class LiveLine {
  readonly #outcomes = new RecentOutcomes();
  readonly #about = new Map<number, MailOutcome['about']>();
  readonly #watchedSince: Date;

  constructor(watchedSince: Date) {
    this.#watchedSince = watchedSince;
  }

  note(event: QueueEvent, at: Date): void {
    if (event.kind === 'delta') this.#outcomes.note(event.delta, at);
  }

  /** `vitalSigns`: those that a first look judged at that moment. */
  judge({ picture, vitals, vitalSigns }: JudgedLook, now: Date): NowLine {
    const signs = vitalSigns.slice(0, 2);
    const minuteAgo = new Date(now.getTime() - minuteMs);
    const leftLately = this.#outcomes.since(minuteAgo).sent;
    return judgeNow({ picture, vitals, signs, sending: this.#sending(vitals, now), leftLately, now });
  }

  /** The newest outcomes first, those that could be read with whom they concern. */
  get newest(): readonly MailOutcome[] {
    return this.#outcomes.newest.map((outcome) => {
      const about = this.#about.get(outcome.id);
      return about === undefined ? outcome : { ...outcome, about };
    });
  }

  /** Mails of the newest outcomes that nobody has asked about yet; asked once, as a deleted one is not found later. */
  takeUnnamed(): readonly number[] {
    const ids = this.#outcomes.newest.slice(0, mostNamed).map(({ id }) => id);
    const unnamed = [...new Set(ids)].filter((id) => !this.#about.has(id));
    for (const id of this.#about.keys()) if (!ids.includes(id)) this.#about.delete(id);
    for (const id of unnamed) this.#about.set(id, undefined);
    return unnamed;
  }

  name(rows: readonly RetryRow[]): void {
    for (const { mail, to } of rows) this.#about.set(mail.id, { to, subject: mail.subject ?? '' });
  }

  #sending({ runsNow, runSince }: Vitals, now: Date): SendingProgress | undefined {
    if (runsNow !== true) return undefined;
    const isPart = runSince === undefined || runSince < this.#watchedSince;
    const since = runSince ?? this.#watchedSince;
    const counted = isPart ? this.#watchedSince : since;
    return { since, isPart, ...this.#outcomes.since(counted), perSecond: this.#outcomes.sentPerSecond(counted, now) };
  }
}
