import stringWidth from 'string-width';
import type { Status } from '../../../../domain/finding/status.ts';
import type { QueuePicture } from '../../../../domain/mail/queue.ts';
import type { Loss } from '../../../../queue/queue-events.ts';
import { describeAge } from '../../../components/describe-age.ts';
import { fitText } from '../../../components/fit-text.ts';
import { type Line, textLine } from '../../../components/lines/line.ts';
import { overTwoLines } from '../../../components/over-two-lines.ts';
import { namedKeys } from '../../../keys/named-keys.ts';
import { agreementOf, type QueueScreenState } from '../state.ts';
import type { Frame } from './frame.ts';

export interface Headline {
  readonly status: Status;
  readonly summary: string;
  readonly detail: string;
}

/**
 * What is wrong in one sentence: a lost connection before everything; the diagnosis while what is seen bears it out;
 * else what is seen.
 */
export const chooseHeadline = (state: QueueScreenState, now: Date): Headline => {
  const { freshness, picture, firstLook, diagnosed, isMeasuring } = state;
  if (freshness.kind === 'lost')
    return { status: 'fail', summary: freshness.reason, detail: lostDetail(freshness.loss, picture) };
  const isContradicted = agreementOf(state) === 'contradicts';
  const measuring = isMeasuring ? 'measuring again · ' : '';
  if (diagnosed !== undefined && !isContradicted) {
    const { verdict, at } = diagnosed;
    const live = firstLook === undefined ? '' : ` · ${firstLook.detail}`;
    const detail = `${measuring}measured ${describeAge(at, now)}${whereItIs}${live}`;
    return { status: verdict.status, summary: verdict.summary, detail };
  }
  if (firstLook === undefined) return { status: 'skipped', summary: 'Looking at the queue …', detail: '' };
  const { status, summary, detail } = firstLook;
  const why = diagnosed === undefined ? whyNotMeasured(isMeasuring) : `the queue has changed since it was measured · `;
  return { status, summary, detail: `${diagnosed === undefined ? why : measuring + why}${detail}` };
};

const whereItIs = `, ${namedKeys.wizardScreen} shows the evidence`;

const whyNotMeasured = (isMeasuring: boolean): string => (isMeasuring ? 'measuring what is wrong … · ' : '');

const lostDetail = (loss: Loss, picture: QueuePicture | undefined): string => {
  const isLocked = loss === 'locked';
  if (picture === undefined) return `Trying again until it ${isLocked ? 'can be read' : 'answers'}.`;
  const end = isLocked ? 'the lock is gone' : loss === 'unread' ? 'it can be read' : 'the database is back';
  return `What you see is the last look; it goes on by itself when ${end}.`;
};

const signWidth = 2;
/** In fewer lines the numbers go before how old the sentence is. */
const shortest = 10;

/** In fewer cells the beginning of a part says nothing, and a number that is cut says something else. */
const leastPart = 24;
const between = ' · ';

/** What does not fit goes: first where the evidence is, then from the end, a part as a whole unless much of it is left. */
export const fitDetail = (detail: string, width: number): string => {
  if (stringWidth(detail) <= width) return detail;
  const parts = detail.replace(whereItIs, '').split(between);
  const whole = parts.filter((_, index) => stringWidth(parts.slice(0, index + 1).join(between)) <= width);
  const next = parts[whole.length];
  const left = width - stringWidth([...whole, ''].join(between));
  return whole.length > 0 && (next === undefined || left < leastPart)
    ? whole.join(between)
    : fitText(parts.join(between), width).trimEnd();
};

/** In fewer lines of the screen it has one line, and what does not fit goes. */
const roomyRows = 18;

/** The detail over as many lines as it may have, broken between its parts. */
const detailLines = (detail: string, width: number, rows: number): readonly string[] => {
  const short = detail.replace(whereItIs, '');
  if (rows < roomyRows || stringWidth(short) <= width) return [fitDetail(detail, width)];
  const parts = short.split(between);
  const fits = parts.filter((_, index) => stringWidth(parts.slice(0, index + 1).join(between)) <= width);
  const first = fits.length === 0 ? [] : [fits.join(between)];
  return [...first, fitDetail(parts.slice(fits.length).join(between), width)];
};

/** The sentence over at most two lines before it is cut, and under it how sure it is. */
export const headlineLines = (headline: Headline, { columns, rows, theme }: Frame): readonly Line[] => {
  const { status, summary, detail } = headline;
  const shown = overTwoLines(summary, columns - signWidth);
  return [
    ...shown.map((text, index) =>
      textLine({ text: `${index === 0 ? theme.signs[status] : ' '} ${text}`, status, tone: 'strong' }),
    ),
    ...(rows < shortest
      ? []
      : detailLines(detail, columns - signWidth, rows).map((text) =>
          textLine({ text: `  ${text}`.trimEnd(), tone: 'quiet' }),
        )),
  ];
};
