import { countOf } from '../domain/wording/count.ts';
import type { SkippedRow } from './result.ts';

const listedIds = 10;

/** `3 rows of mail_mail were no longer as planned and stay as they are: 17, 18, 19.` */
export const describeSkipped = (skipped: readonly SkippedRow[]): readonly string[] =>
  [...Map.groupBy(skipped, ({ table }) => table)].map(
    ([table, rows]) =>
      `${countOf(rows.length, 'row')} of ${table} changed since this was planned and ${stay(rows)}${which(rows)}`,
  );

/** The same where nothing else was to be done: `Nothing was changed: 3 mails …`. What belongs to mails goes unsaid. */
export const describeAllSkipped = (skipped: readonly SkippedRow[]): string => {
  const mails = skipped.filter(({ table }) => table === 'mail_mail');
  const rows = mails.length > 0 ? mails : skipped;
  const columns = [...new Set(rows.flatMap((row) => row.columns))];
  const differs = columns.length === 0 ? '' : ` (${columns.join(', ')})`;
  const deleted = rows.length === 1 ? 'was deleted' : 'were deleted';
  const how = rows.every((row) => row.columns.length > 0) ? 'changed' : `changed or ${deleted}`;
  return `Nothing was changed: ${countOf(rows.length, mails.length > 0 ? 'mail' : 'row')} ${how} since this was planned${differs} and ${stay(rows)}${which(rows)}`;
};

const stay = ({ length }: readonly SkippedRow[]): string => (length === 1 ? 'stays as it is' : 'stay as they are');

const which = (rows: readonly SkippedRow[]): string => {
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  const listed = ids.slice(0, listedIds).join(', ') + (ids.length > listedIds ? ', …' : '');
  return ids.length === 0 ? '.' : `: ${listed}.`;
};
