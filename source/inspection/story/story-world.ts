import type { RetryWorld } from '../../changes/retry/plan-retry.ts';
import type { CheckContext } from '../../checks/context.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import type { CauseReport } from '../../domain/finding/verdict.ts';
import type { FoundMail } from '../../domain/mail/found-mail.ts';
import type { Mail, MailContent } from '../../domain/mail/mail.ts';
import type { MailRecipient } from '../../domain/mail/mail-recipient.ts';
import type { Route } from '../../domain/routing/route.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';
import type { HistoryWorld } from '../history/read-history.ts';
import type { StoryPart } from './story.ts';

/** All that a story can touch of the world. */
export interface StoryWorld {
  readonly checks: CheckContext;
  /** Tries a server as a retry would: the same accounts are spared. */
  readonly retry: RetryWorld;
  /** What this program changed since then, by its journal; left out where nobody asks who changed what. */
  readonly readOwnChanges?: HistoryWorld['readOwnChanges'];
}

/** The mail that is told of. */
export interface StoryMail {
  readonly found: FoundMail;
  /** Undefined where Odoo has deleted the row. */
  readonly mail: Mail | undefined;
  readonly content: MailContent | undefined;
  readonly recipients: readonly MailRecipient[];
  readonly attempts: readonly Mail[];
  readonly facts: RoutingFacts;
  /** Undefined where the row is gone: how it left is not known any more. */
  readonly route: Route | undefined;
  readonly reports: readonly CauseReport[];
}

/**
 * Tells one part of a story; undefined where there is nothing to tell. What becomes of a mail after Odoo said `sent` (its
 * log, the local relay, bounces) is told by more of these.
 */
export type TellPart = (world: StoryWorld, story: StoryMail) => Promise<StoryPart | undefined>;

export const findingsOf = (reports: readonly CauseReport[], id: CauseReport['id']): readonly Finding[] =>
  reports.find((report) => report.id === id)?.findings ?? [];
