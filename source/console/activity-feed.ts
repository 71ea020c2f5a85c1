import { tmpdir } from 'node:os';
import { type ActivityLog, createActivityLog } from '../domain/activity/activity-log.ts';
import type { ConsoleSource } from '../ui/console-source.ts';
import { nameApart, writeNewFile } from './write-new-file.ts';

/** What was done, and files in this folder; without a log there is nothing to show. */
export const createActivityFeed = (
  log: ActivityLog | undefined,
  folder: string,
): Pick<ConsoleSource, 'activity' | 'writeFile'> => ({
  activity: { log: log ?? createActivityLog() },
  writeFile: ({ name, extension, text }) =>
    writeNewFile([folder, tmpdir()], nameApart(`odoo-mail-doctor-${name}`, extension), text),
});
