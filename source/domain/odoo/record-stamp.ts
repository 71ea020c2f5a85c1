/** Records whose change can stop mail, a word for each kind. */
export const stampedTopics = [
  'mail-server',
  'queue-runner',
  'parameter',
  'alias-domain',
  'company',
  'user',
  'incoming-server',
  'module',
] as const;

export type StampedTopic = (typeof stampedTopics)[number];

/** When Odoo says that a record was made and last written, and by which users. Odoo keeps the last writing alone. */
export interface RecordStamp {
  readonly topic: StampedTopic;
  readonly table: string;
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date | null;
  readonly createdBy: number | null;
  readonly writtenAt: Date | null;
  /** Null where the user was deleted since, or it was written by SQL. */
  readonly writtenBy: number | null;
}

/** A value that a record's own history keeps. */
export interface TrackedValue {
  readonly model: string;
  readonly id: number;
  readonly at: Date;
  readonly by: string | null;
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
}
