import type { Leaving } from '../../domain/change/timetable.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatDateTime } from '../../domain/wording/duration.ts';

const mostTold = 5;

/** When mails leave, a line each: the first few times, how many more there are, and the last. Nothing where all leave at once. */
export const tellTimetable = (timetable: readonly Leaving[]): readonly string[] => {
  if (timetable.every(({ at }) => at === null)) return [];
  if (timetable.length <= mostTold + 1) return timetable.map(tellLeaving);
  const last = timetable.slice(-1).map((leaving) => `the last, ${tellLeaving(leaving)}`);
  const between = `${formatCount(timetable.length - mostTold - 1)} more like these`;
  return [...timetable.slice(0, mostTold).map(tellLeaving), between, ...last];
};

const tellLeaving = ({ at, mails }: Leaving): string =>
  `${countOf(mails, 'mail')} ${at === null ? 'at once' : `at ${formatDateTime(at)}`}`;
