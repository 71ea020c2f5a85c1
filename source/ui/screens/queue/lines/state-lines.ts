import { hourScale, type QueueCharts, type QueuePicture } from '../../../../domain/mail/queue.ts';
import { formatCount } from '../../../../domain/wording/count.ts';
import { formatAge } from '../../../../domain/wording/duration.ts';
import { fitText } from '../../../components/fit-text.ts';
import { type Line, type Part, textLine } from '../../../components/lines/line.ts';
import { sparkline } from '../../../components/sparkline.ts';
import { endOfStep } from './chart-lines.ts';
import type { Frame } from './frame.ts';

const widths = { state: 9, mails: 9, oldest: 9 } as const;
/** Cells of the numbers, without a chart. */
const numbersWidth = 30;
const chartWidth = 12;
/** `  max 1 234`. */
const scaleWidth = 12;

/** Whether the last hour has room beside the numbers. */
const hasChart = (width: number): boolean => width >= numbersWidth + chartWidth + scaleWidth;

interface StateRow {
  readonly state: string;
  readonly mails: string;
  readonly oldest: string;
  readonly isFailed?: boolean;
  readonly chart?: { readonly values: readonly number[]; readonly knownSince?: Date };
}

/** Mails by state with their ages and the last hour in steps of five minutes: written, failed, left. */
export const stateTableLines = (
  picture: QueuePicture | undefined,
  width: number,
  { now, theme }: Pick<Frame, 'now' | 'theme'>,
): readonly Line[] => {
  const withChart = hasChart(width);
  const drawBars = ({ values, knownSince }: NonNullable<StateRow['chart']>): string =>
    // The time before anybody looked is left out, not drawn as nothing.
    Array.from(sparkline(values, theme), (bar, index) =>
      knownSince === undefined || endOfStep(index, values.length, hourScale, now) > knownSince.getTime() ? bar : ' ',
    ).join('');
  const drawRow = ({ state, mails, oldest, isFailed = false, chart }: StateRow): Line => {
    const parts: Part[] = [
      { text: ` ${fitText(state, widths.state)}` },
      { text: ` ${fitText(mails, widths.mails, 'right')}`, ...(isFailed ? { status: 'fail' as const } : {}) },
      { text: ` ${fitText(oldest, widths.oldest, 'right')}` },
    ];
    if (!withChart || chart === undefined) return textLine(...parts);
    return textLine(
      ...parts,
      { text: `  ${drawBars(chart)}` },
      { text: `  ${describeMost(chart.values)}`, tone: 'quiet' },
    );
  };
  const heading = ` ${fitText('State', widths.state)} ${fitText('Mails', widths.mails, 'right')} ${fitText('Oldest', widths.oldest, 'right')}`;
  return [
    textLine({
      text: withChart ? `${heading}  ${fitText(hourHeading(width), width - numbersWidth - 2)}`.trimEnd() : heading,
      tone: 'quiet',
    }),
    ...rowsOf(picture, now).map(drawRow),
  ];
};

const hourHeading = (width: number): string =>
  width >= numbersWidth + 46 ? 'Last hour, per 5 min: written, failed, left' : 'Last hour, per 5 min';

const rowsOf = (picture: QueuePicture | undefined, now: Date): readonly StateRow[] => {
  const atLeast = (count: number | undefined): string =>
    count === undefined ? '…' : `${picture?.complete === false ? '≥ ' : ''}${formatCount(count)}`;
  const isCounted = picture?.complete === true;
  const chart = (key: keyof QueueCharts) => (picture === undefined ? {} : { chart: { values: picture.hour[key] } });
  return [
    {
      state: 'waiting',
      mails: atLeast(picture?.counts.outgoing),
      oldest: formatAge(picture?.oldestOutgoingAt ?? null, now),
      ...chart('arrivals'),
    },
    {
      state: 'failed',
      mails: atLeast(picture?.counts.exception),
      oldest: formatAge(picture?.oldestExceptionAt ?? null, now),
      isFailed: (picture?.counts.exception ?? 0) > 0,
      ...chart('newFailures'),
    },
    {
      state: 'sent',
      mails: isCounted ? `${picture.isMovedOn ? '≈ ' : ''}${formatCount(picture.counts.sent)}` : '…',
      oldest: '',
      ...(picture === undefined
        ? {}
        : { chart: { values: picture.hour.departures, knownSince: picture.watchedSince } }),
    },
  ];
};

/** The scale: what the highest bar stands for. */
const describeMost = (values: readonly number[]): string => {
  const most = Math.max(0, ...values);
  return most === 0 ? 'none' : `max ${formatCount(most)}`;
};
