import type { ChartScale } from '../../../../domain/mail/queue.ts';
import { formatCount } from '../../../../domain/wording/count.ts';
import { formatClock } from '../../../../domain/wording/duration.ts';
import { type Line, textLine } from '../../../components/lines/line.ts';
import type { Frame } from './frame.ts';

export interface Chart {
  /** What the bars count, and over which steps. */
  readonly title: string;
  readonly values: readonly number[];
  readonly scale: Pick<ChartScale, 'bucketMs'>;
  /** Steps that ended before this are not known, and drawn as such; undefined where all are. */
  readonly knownSince: Date | undefined;
}

interface ChartFrame extends Pick<Frame, 'now' | 'theme'> {
  /** Cells. */
  readonly width: number;
  /** Lines of the bars. */
  readonly height: number;
}

const axisWidth = 8;

/** A chart of bars with its scale at the left and its times below. */
export const chartLines = (chart: Chart, { width, height, now, theme }: ChartFrame): readonly Line[] => {
  const { title, values, scale, knownSince } = chart;
  const most = Math.max(1, ...values);
  const step = Math.max(1, Math.min(8, Math.floor((width - axisWidth - 2) / values.length)));
  const known = values.map(
    (_, index) => knownSince === undefined || endOfStep(index, values.length, scale, now) > knownSince.getTime(),
  );
  const bars = Array.from({ length: height }, (_, row) => {
    const level = height - row;
    const label = row === 0 ? formatCount(most) : row === height - 1 && height > 2 ? '0' : '';
    const cells = values.map((value, index) => {
      if (known[index] !== true) return (row === height - 1 ? '·' : ' ').padEnd(step);
      return cellAt((value / most) * height, level, theme.spark, value === 0)
        .repeat(Math.max(1, step - 1))
        .padEnd(step);
    });
    return textLine({ text: ` ${label.padStart(axisWidth - 2)} `, tone: 'quiet' }, { text: cells.join('') });
  });
  const unknown = known.includes(false) ? ' (· not watched)' : '';
  return [
    textLine({ text: ` ${title}`, tone: 'strong' }, { text: unknown, tone: 'quiet' }),
    ...bars,
    textLine({ text: ' '.repeat(axisWidth) + timeAxis(values.length, step, { scale, now }), tone: 'quiet' }),
  ];
};

/** When a step of a chart ends, ms; the last one is under way. */
export const endOfStep = (
  index: number,
  steps: number,
  { bucketMs }: Pick<ChartScale, 'bucketMs'>,
  now: Date,
): number => (Math.floor(now.getTime() / bucketMs) - steps + 2 + index) * bucketMs;

/** What of a bar falls into one line, counted from the bottom, 1 first. */
const cellAt = (filled: number, level: number, spark: readonly string[], isZero: boolean): string => {
  if (isZero) return level === 1 ? (spark[0] ?? '') : ' ';
  const rest = filled - (level - 1);
  if (rest <= 0) return level === 1 ? (spark[1] ?? '') : ' ';
  return spark[Math.max(1, Math.min(spark.length - 1, Math.round(rest * (spark.length - 1))))] ?? '';
};

/** Clock times under the steps that begin a quarter of the chart. */
const timeAxis = (
  steps: number,
  step: number,
  { scale, now }: { readonly scale: Chart['scale']; readonly now: Date },
): string => {
  const every = Math.max(1, Math.floor(steps / 4), Math.ceil(7 / step));
  let axis = '';
  for (let index = 0; index < steps; index += every) {
    const begin = new Date(endOfStep(index, steps, scale, now) - scale.bucketMs);
    // The clock alone: a chart reaches back a day at most.
    const clock = formatClock(begin, now).slice(-5);
    axis = axis.padEnd(index * step) + clock;
  }
  const end = steps * step - 3;
  return axis.length + 2 <= end ? `${axis.padEnd(end)}now` : axis;
};
