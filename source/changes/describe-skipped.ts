import { countOf } from '../domain/wording/count.ts';
import type { SkippedRow } from './result.ts';

const listedIds = 10;

/** `3 rows of mail_mail were no longer as planned and stay as they are: 17, 18, 19.` */
export const describeSkipped = (skipped: readonly SkippedRow[]): readonly string[] =>
  [...Map.groupBy(skipped, ({ table }) => table)].map(([table, rows]) => {
    const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
    const listed = ids.slice(0, listedIds).join(', ') + (ids.length > listedIds ? ', …' : '');
    const which = ids.length === 0 ? '.' : `: ${listed}.`;
    return `${countOf(rows.length, 'row')} of ${table} changed since this was planned and stay${rows.length === 1 ? 's as it is' : ' as they are'}${which}`;
  });
