import type { RetryForecast } from '../domain/change/retry-forecast.ts';
import type { CauseId } from '../domain/finding/cause-id.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { CauseReport, Verdict } from '../domain/finding/verdict.ts';
import type { QueueStanding } from '../queue/queue-report.ts';

/** What happens during a run, as it happens. The last event is the verdict. */
export type DiagnosisEvent =
  | { readonly kind: 'check-started'; readonly cause: CauseId; readonly check: string }
  | { readonly kind: 'finding'; readonly cause: CauseId; readonly finding: Finding }
  | { readonly kind: 'cause-finished'; readonly report: CauseReport }
  | {
      readonly kind: 'verdict';
      readonly verdict: Verdict;
      readonly reports: readonly CauseReport[];
      /** Undefined where it could not be counted, or not in time. */
      readonly queue: QueueStanding | undefined;
      /** Undefined where it was not asked for, could not be made, or not in time. */
      readonly forecast: RetryForecast | undefined;
      /** Whether nothing may be changed here at all. */
      readonly refusesChanges: boolean;
    };
