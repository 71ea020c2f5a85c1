/** What of a message itself receivers weigh. */
export interface MessageTraits {
  /** Addresses in From, as they stand there. */
  readonly from: readonly string[];
  readonly messageId: string | null;
  /** The Date header; null without one, and an invalid date where it is none. */
  readonly date: Date | null;
  readonly subject: string | null;
  readonly hasText: boolean;
  readonly html: string | null;
  readonly bytes: number;
  readonly listUnsubscribe: string | null;
  readonly listUnsubscribePost: string | null;
  /** Sent to many alike: a mailing, a list. Undefined: not known before it is sent. */
  readonly isBulk: boolean | undefined;
  readonly links: readonly string[];
  readonly images: number;
  /** Characters that a reader sees as words. */
  readonly visibleText: number;
}
