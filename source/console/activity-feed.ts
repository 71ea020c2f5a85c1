import { tmpdir } from 'node:os';
import { type ActivityLog, createActivityLog } from '../domain/activity/activity-log.ts';
import type { ActivitySource } from '../ui/screens/activity/source.ts';
import { nameApart, writeNewFile } from './write-new-file.ts';

/** What was done, and a file of it in this folder; without a log there is nothing to show. */
export const createActivityFeed = (log: ActivityLog | undefined, folder: string): ActivitySource => ({
  log: log ?? createActivityLog(),
  export: (text) => writeNewFile([folder, tmpdir()], nameApart('odoo-mail-doctor-log', 'tsv'), text),
});
