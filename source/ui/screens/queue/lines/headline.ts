import stringWidth from 'string-width';
import type { Status } from '../../../../domain/finding/status.ts';
import type { QueuePicture } from '../../../../domain/mail/queue.ts';
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
  if (freshness.kind === 'lost') return { status: 'fail', summary: freshness.reason, detail: lostDetail(picture) };
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

const lostDetail = (picture: QueuePicture | undefined): string =>
  picture === undefined
    ? 'Trying again until it answers.'
    : 'What you see is the last look; it goes on by itself when the database is back.';

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
      : [textLine({ text: `  ${fitDetail(detail, columns - signWidth)}`.trimEnd(), tone: 'quiet' })]),
  ];
};
