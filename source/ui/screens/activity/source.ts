import type { ActivityLog } from '../../../domain/activity/activity-log.ts';

/** What the log screen sees of the world. */
export interface ActivitySource {
  readonly log: Pick<ActivityLog, 'read' | 'subscribe'>;
}
