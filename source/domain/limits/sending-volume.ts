/** What left, as far as the database still shows it. Sent mail deletes itself, so every number means "at least". */
export interface SendingVolume {
  readonly lastHour: Sent;
  readonly lastDay: Sent;
  /** False: the time allowed ended before a whole day had been walked. */
  readonly complete: boolean;
  /** How far back the walk came. */
  readonly walkedBackTo: Date | null;
  readonly walkedMessages: number;
}

export interface Sent {
  /** SMTP messages: one for each partner, one for each list of plain addresses. */
  readonly messages: number;
  readonly recipients: number;
}
