import type { DatabaseSession } from '../database/database-session.ts';

/** Whether a cron worker of Odoo is alive, as far as the database server can tell. */
export type CronWorkers =
  | {
      readonly kind: 'counted';
      /** 16+ puts `odoo-<pid>` into application_name; 15 leaves it empty, so another client of that role may count too. */
      readonly toldBy: 'application-name' | 'empty-application-name';
      /** Sessions that wait in database `postgres` for a wake-up; none means no Odoo, or max_cron_threads = 0. */
      readonly listening: readonly DatabaseSession[];
      /** Sessions of Odoo's roles in this database and in `postgres`, those above among them. */
      readonly sessions: readonly DatabaseSession[];
      /** Whether the cluster has other databases of the same owner, whose Odoo a session may belong to. */
      readonly hasNeighbours: boolean;
    }
  | { readonly kind: 'not-told'; readonly why: NotTold };

/**
 * `version`: 14 polls without such a session, and only the lastcall of other crons shows life. `standby`: Odoo's
 * sessions are at the primary. `pooler`: its names outlive those who gave them.
 */
export type NotTold = 'version' | 'standby' | 'pooler';
