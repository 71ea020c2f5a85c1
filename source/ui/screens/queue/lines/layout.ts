import { dayScale, hourScale, type QueuePicture } from '../../../../domain/mail/queue.ts';
import { blank, type Line } from '../../../components/lines/line.ts';
import { agreementOf, failureGroupAt, type QueueScreenState } from '../state.ts';
import { beside } from './beside.ts';
import { type Chart, chartLines } from './chart-lines.ts';
import { failureLines } from './failure-lines.ts';
import type { Frame } from './frame.ts';
import { chooseHeadline, headlineLines } from './headline.ts';
import { nowLines } from './now-lines.ts';
import { outcomeLines } from './outcome-lines.ts';
import { signLines } from './sign-lines.ts';
import { stateTableLines } from './state-lines.ts';
import { treatmentLines } from './treatment-lines.ts';

/** From here on the states and what mail depends on stand side by side. */
const wide = 100;
/** Cells of the states with their charts, beside the signs. */
const statesWidth = 58;

/** The whole screen, line by line: as many as there is room for, what matters most on top. */
export const queueLines = (state: QueueScreenState, frame: Frame): readonly Line[] => {
  const { columns, rows, now, theme } = frame;
  const { picture, firstLook, diagnosed, nowLine } = state;
  const isWide = columns >= wide;
  const signs = firstLook?.vitalSigns ?? [];
  // A treatment of the past is not offered beside what contradicts it.
  const steps = agreementOf(state) === 'contradicts' ? [] : (diagnosed?.verdict.nextSteps ?? []);
  const head = [...headlineLines(chooseHeadline(state, now), frame), ...treatmentLines(steps, frame)];
  const gap = rows >= 18 ? [blank] : [];
  const top = [...head, ...gap, ...nowLines(nowLine, frame), ...(rows >= 26 ? [blank] : [])];
  const states = stateTableLines(picture, isWide ? statesWidth : columns, frame);
  const signsOf = (width: number, most: number): readonly Line[] =>
    signLines(signs, diagnosed?.servers ?? [], { width, most, theme });
  const middle = isWide
    ? beside(states, signsOf(columns - statesWidth, Math.max(states.length, rows >= 30 ? 6 : 4)), statesWidth)
    : [...states, ...signsOf(columns, rows >= 30 ? 5 : 3)];
  const rest = rows - top.length - middle.length - gap.length;
  const charts = picture !== undefined && isWide ? bigCharts(picture, rest - roomBelow(state), frame) : [];
  const below = belowLines(state, { ...frame, rows: rest - charts.length });
  return [...top, ...middle, ...charts, ...(below.length === 0 ? [] : gap), ...below].slice(0, rows);
};

/** The reasons, and under them what just happened: the reasons first, as they stay. */
const belowLines = (state: QueueScreenState, { columns, rows, now, theme }: Frame): readonly Line[] => {
  const { picture, outcomes } = state;
  const cursor = failureGroupAt(state)?.class;
  const reasons = (picture?.failures.length ?? 0) + 1;
  const forOutcomes =
    outcomes.length === 0 ? 0 : Math.min(outcomes.length + 2, Math.max(0, rows - Math.min(reasons, 6)));
  const failures = failureLines(picture, { cursor, width: columns, rows: rows - forOutcomes, now, theme });
  const rest = rows - failures.length - 1;
  const happened = outcomeLines(outcomes, { width: columns, rows: rest, now, theme });
  return happened.length === 0 ? failures : [...failures, blank, ...happened];
};

/** What the reasons and a few outcomes need before the charts get room. */
const roomBelow = ({ picture, outcomes }: QueueScreenState): number =>
  Math.min(2 * (picture?.failures.length ?? 0) + 2, 12) +
  (outcomes.length === 0 ? 0 : Math.min(outcomes.length, 5) + 2);

const shortestBars = 2;
const highestBars = 10;
/** Of a pair of charts: a blank line, the title and the times. */
const chartFrame = 3;

/** Written and left: over the last day, and above it over the last hour, in as many lines as there are. */
const bigCharts = (
  { hour, day, watchedSince }: QueuePicture,
  room: number,
  { columns, now, theme }: Frame,
): readonly Line[] => {
  const pairs = room >= 2 * (chartFrame + shortestBars) ? 2 : 1;
  const height = Math.min(highestBars, Math.floor(room / pairs) - chartFrame);
  if (height < shortestBars) return [];
  const half = Math.floor(columns / 2);
  const draw = (chart: Chart): readonly Line[] => chartLines(chart, { width: half, height, now, theme });
  const written = (title: string, values: readonly number[], scale: Chart['scale']) =>
    draw({ title, values, scale, knownSince: undefined });
  const left = (title: string, values: readonly number[], scale: Chart['scale']) =>
    draw({ title, values, scale, knownSince: watchedSince });
  const ofHour = beside(
    written('Written, last hour, per 5 min', hour.arrivals, hourScale),
    left('Left, last hour, per 5 min', hour.departures, hourScale),
    half,
  );
  const ofDay = beside(
    written('Written, last 24 h, per hour', day.arrivals, dayScale),
    left('Left, last 24 h, per hour', day.departures, dayScale),
    half,
  );
  return pairs === 1 ? [blank, ...ofDay] : [blank, ...ofHour, blank, ...ofDay];
};
