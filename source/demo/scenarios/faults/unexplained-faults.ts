import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { crashed } from '../../database/content/seeded-failures.ts';
import type { SeededMail } from '../../database/content/seeded-mails.ts';
import { type Period, writeMails } from './mails-faults.ts';

/** A module that splits an address which is none. */
export function crashWhileComposing(count: number, period: Period, series: OdooSeries): SeededMail[] {
  const failure = crashed(series, "'bool' object has no attribute 'rpartition'");
  return writeMails(count, period, { state: 'exception', failure });
}
