/** A recipient who did not get a message although no mail is left in the queue that says so: a red envelope. */
export interface FailedNotification {
  readonly id: number;
  readonly messageId: number;
  /** `exception` or `bounce`. */
  readonly status: string;
  readonly failureType: string | null;
  readonly failureReason: string | null;
  readonly partnerId: number | null;
  readonly subject: string | null;
  /** The document that the message stands on; null for one that stands alone. */
  readonly document: { readonly model: string; readonly id: number } | null;
  /** The message's date: notifications carry none. */
  readonly date: Date | null;
}

/** At most as many as were asked for. */
export interface FailedNotifications {
  readonly notifications: readonly FailedNotification[];
  /** False: there are more. */
  readonly complete: boolean;
}
