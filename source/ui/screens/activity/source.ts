import type { ActivityLog } from '../../../domain/activity/activity-log.ts';

/** What the log screen sees of the world. */
export interface ActivitySource {
  readonly log: Pick<ActivityLog, 'read' | 'subscribe'>;
  /** Writes a file that only the account can read; returns its path. */
  export(text: string): Promise<string>;
}
