import stringWidth from 'string-width';
import type { LoggedActivity } from '../../../domain/activity/activity-log.ts';
import { fitText } from '../../components/fit-text.ts';
import { type Line, paragraph, textLine } from '../../components/lines/line.ts';

/** The title and the filter. */
export const headHeight = 2;
/** Cells before each line for the pointer. */
const gutter = 2;
const kindWidth = 5;
const mostEndWidth = 36;

interface Room {
  readonly columns: number;
  /** The line that is shown whole. */
  readonly unfolded: string | undefined;
  readonly now: Date;
}

/** What was done, a line each, newest last. */
export const activityLines = (entries: readonly LoggedActivity[], { columns, unfolded }: Room): readonly Line[] => {
  const room = Math.max(20, columns - gutter);
  const onWidth = Math.min(room >= 100 ? 28 : room >= 56 ? 14 : 8, Math.max(4, ...entries.map(({ on }) => on.length)));
  const longestEnd = Math.max(0, ...entries.map((entry) => stringWidth(describeEnd(entry))));
  // What it came to stands in the line that is shown whole, where there is no room for it here.
  const endWidth = room >= 56 ? Math.min(longestEnd, mostEndWidth, Math.floor(room / 3)) : 0;
  return entries.flatMap((entry) => {
    const stop = String(entry.id);
    const look = entry.failed ? ({ status: 'fail' } as const) : {};
    const start = `${formatTime(entry.at)} ${entry.kind.padEnd(kindWidth)}${fitText(entry.on, onWidth)} `;
    const end = fitText(describeEnd(entry), endWidth, 'right');
    const width = Math.max(8, room - start.length - end.length - 1);
    const line: Line = {
      ...textLine(
        { text: start, tone: 'quiet' },
        { text: `${fitText(entry.text, width)} `, ...look },
        { text: end, tone: 'quiet' },
      ),
      stop,
    };
    if (stop !== unfolded) return [line];
    const whole = entry.outcome === '' ? entry.text : `${entry.text} → ${entry.outcome}`;
    return [line, ...paragraph(whole, { width: room, indent: start.length })];
  });
};

/** `×31  3 rows  4 ms`. */
export const describeEnd = ({ times, outcome, durationMs }: LoggedActivity): string =>
  [
    ...(times > 1 ? [`×${times}`] : []),
    ...(outcome === '' ? [] : [outcome]),
    ...(durationMs === undefined ? [] : [`${Math.max(1, Math.round(durationMs))} ms`]),
  ].join('  ');

/** `08:30:12`. */
export const formatTime = (at: Date): string =>
  [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');

/** The same for a file or the clipboard: fields between tabs. */
export const activityText = (entries: readonly LoggedActivity[]): string =>
  entries
    .map(({ at, kind, on, text, outcome, durationMs, times }) =>
      [
        at.toISOString(),
        kind,
        on,
        text,
        outcome,
        durationMs === undefined ? '' : `${Math.round(durationMs)} ms`,
        `×${times}`,
      ].join('\t'),
    )
    .join('\n');
