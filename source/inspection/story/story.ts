import type { CauseId } from '../../domain/finding/cause-id.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import type { NextStep } from '../../domain/finding/next-step.ts';
import type { Status } from '../../domain/finding/status.ts';
import type { FoundMail } from '../../domain/mail/found-mail.ts';

export type StoryPartId =
  | 'written'
  | 'recipients'
  | 'turn'
  | 'route'
  | 'server'
  | 'alignment'
  | 'earlier'
  | 'change'
  | 'log'
  | 'after'
  | 'relay'
  | 'bounces';

/** One part of a mail's story, in the order in which it happened. */
export interface StoryPart {
  readonly id: StoryPartId;
  readonly title: string;
  /** `skipped`: it says nothing of good or bad. */
  readonly status: Status;
  /** Sentences. */
  readonly lines: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface StoryConclusion {
  readonly status: Status;
  /** The cause that explains it; null where nothing needs explaining, or none does. */
  readonly cause: CauseId | null;
  readonly summary: string;
  /** For the person who asks: without names of servers and settings. */
  readonly say: string;
}

export interface Story {
  /** Null where there is no mail of that text. */
  readonly mail: FoundMail | null;
  /** Other mails that fit as well, as far as they were looked for. */
  readonly others: number;
  readonly parts: readonly StoryPart[];
  readonly conclusion: StoryConclusion;
  /** Null where there is nothing to do. */
  readonly nextStep: NextStep | null;
}
