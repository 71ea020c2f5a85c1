import type { DatabaseStep } from '../change/plan.ts';
import { formatStoredTime } from './stored-time.ts';

/** Rows that wake Odoo's queue at given moments, each of them once. 15+. */
export const planQueueCalls = (cronId: number, moments: readonly Date[], now: Date): DatabaseStep[] =>
  moments.map((at, index) => ({
    kind: 'insert-row',
    table: 'ir_cron_trigger',
    name: `trigger ${index + 1}`,
    values: {
      cron_id: String(cronId),
      call_at: formatStoredTime(at),
      create_uid: '1',
      write_uid: '1',
      create_date: formatStoredTime(now),
      write_date: formatStoredTime(now),
    },
  }));
