import type { Pace } from '../../domain/change/pace.ts';
import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';
import type { HeldOthers } from './hold-others.ts';
import type { QueueWaking } from './waking.ts';

/** What a retry's plan is written from, besides its preview. */
export interface PlanParts {
  readonly mails: readonly RetryCandidate[];
  readonly facts: RoutingFacts;
  readonly waking: QueueWaking;
  readonly held: readonly HeldOthers[];
  /** As in RetryOptions. */
  readonly way: string | undefined;
  readonly pace: Pace | undefined;
  readonly evidence: readonly Evidence[];
  readonly now: Date;
}
