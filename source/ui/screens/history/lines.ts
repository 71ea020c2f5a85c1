import stringWidth from 'string-width';
import type { Status } from '../../../domain/finding/status.ts';
import { formatClock } from '../../../domain/wording/duration.ts';
import type { Happening, History } from '../../../inspection/history/history.ts';
import { describeHappening, describeMark, describeValues } from '../../../output/history/lines.ts';
import { blank, type Line, type Part, paragraph, textLine, withStop } from '../../components/lines/line.ts';

/** The question, the first failure, and a blank line. */
export const historyHeadHeight = 3;
/** Cells before each line for the pointer. */
const gutter = 2;

interface Room {
  readonly now: Date;
  /** Cells. */
  readonly width: number;
}

/** What happened, oldest first, each with its time; then what is not seen. */
export const historyLines = (history: History, { now, width }: Room): readonly Line[] => {
  const { happenings, unseen } = history;
  const clocks = happenings.map(({ at }) => formatClock(at, now));
  const clockWidth = Math.max(5, ...clocks.map((clock) => clock.length));
  const room = Math.max(20, width - gutter);
  return [
    ...(happenings.length === 0 ? [textLine({ text: 'Nothing is known to have changed.', tone: 'quiet' })] : []),
    ...happenings.flatMap((happening, index) =>
      happeningLines(happening, { clock: (clocks[index] ?? '').padStart(clockWidth), stop: `${index}`, room, history }),
    ),
    blank,
    ...unseen.flatMap((text) => paragraph(text, { width: room, tone: 'quiet' })),
  ];
};

interface Told {
  readonly clock: string;
  readonly stop: string;
  readonly room: number;
  readonly history: History;
}

const happeningLines = (happening: Happening, { clock, stop, room, history }: Told): readonly Line[] => {
  const mark = describeMark(happening, history);
  const prefix: readonly Part[] = [{ text: `${clock}  `, tone: 'quiet' }];
  const indent = clock.length + 2;
  const words = describeHappening(happening);
  const look: Omit<Part, 'text'> = mark === undefined ? lookOf(happening) : { tone: 'strong' };
  const marked: Part = { text: mark === undefined ? '' : `← ${mark}`, status: 'warn', tone: 'strong' };
  const isOneLine = mark !== undefined && indent + stringWidth(words) + 2 + stringWidth(marked.text) <= room;
  const own = isOneLine
    ? [textLine(...prefix, { text: `${words}  `, ...look }, marked)]
    : paragraph(words, { width: room, prefix, ...look });
  return [
    ...withStop(stop, own),
    ...(mark === undefined || isOneLine ? [] : [textLine({ text: ' '.repeat(indent) }, marked)]),
    ...describeValues(happening, '→').flatMap((value) =>
      paragraph(value, { width: room, indent: indent + 2, tone: 'quiet' }),
    ),
  ];
};

const looks: Readonly<Partial<Record<Happening['kind'], Status>>> = { failure: 'fail', success: 'ok', run: 'warn' };

const lookOf = ({ kind }: Happening): Omit<Part, 'text'> => {
  const status = looks[kind];
  return status === undefined ? {} : { status };
};
