import type { NextStep } from '../../../domain/finding/next-step.ts';
import type { QueuePicture } from '../../../domain/mail/queue.ts';
import { titleOfGroup } from '../../../domain/replies/title.ts';
import { countOf, formatCount } from '../../../domain/wording/count.ts';
import { formatDuration, formatMoment } from '../../../domain/wording/duration.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import { plainWords, spellKey } from '../../speech/plain-words.ts';
import { atPlace, type Sentence, type Speech, withStatus } from '../../speech/speech.ts';
import { actors, sinceOf } from './lines/failure-lines.ts';
import { chooseHeadline } from './lines/headline.ts';
import { tellFate } from './lines/outcome-lines.ts';
import { agreementOf, failureGroupAt, type QueueScreenState } from './state.ts';

/** The verdict first, then what to do, what happens now, and the numbers behind it. */
export const speakQueue = (state: QueueScreenState, now: Date): Speech => {
  const isLost = state.freshness.kind === 'lost';
  if (state.firstLook === undefined && !isLost)
    return { place: 'queue unread', isPassing: true, sentences: sayHeadline(state, now) };
  const steps = agreementOf(state) === 'contradicts' ? [] : (state.diagnosed?.verdict.nextSteps ?? []);
  return {
    place: 'queue',
    sentences: [
      ...sayHeadline(state, now),
      ...saySteps(steps),
      ...sayNow(state),
      ...sayStates(state.picture, now),
      ...saySigns(state),
      ...sayReasons(state.picture),
      ...sayOutcomes(state, now),
    ],
    focus: sayReason(state, now),
  };
};

const sayHeadline = (state: QueueScreenState, now: Date): readonly Sentence[] => {
  const { status, summary, detail } = chooseHeadline(state, now);
  const isLost = state.freshness.kind === 'lost';
  return [
    { about: 'headline', text: withStatus(status, plainWords(summary)) },
    // How old it is grows by itself; that what is seen is the last look must be known.
    ...(detail === ''
      ? []
      : [
          {
            about: 'detail',
            text: `${plainWords(detail).replace(/\.$/, '')}.`,
            when: isLost ? 'now' : 'asked',
          } as const,
        ]),
  ];
};

/** The steps of a treatment, each with the command that does it in a shell. */
export const saySteps = (steps: readonly NextStep[]): readonly Sentence[] =>
  steps.map(({ title, command }, index) => {
    const lead = index === 0 ? `Next step, ${spellKey(namedKeys.mend)} begins it` : `Then, step ${index + 1}`;
    const typed = command === null ? '' : ` In a shell: ${command}`;
    return { about: `step ${index}`, text: `${lead}: ${plainWords(title).replace(/\.$/, '')}.${typed}` };
  });

const sayNow = ({ nowLine }: QueueScreenState): readonly Sentence[] =>
  nowLine === undefined
    ? []
    : [{ about: 'now', text: `Now: ${plainWords(nowLine.words)}.`, gist: gistOfNow(nowLine.words), when: 'later' }];

/** In how many minutes the next run comes is another every minute. */
const gistOfNow = (words: string): string => words.replace(/, in \d+ [smhd]\b.*$/, '');

const sayStates = (picture: QueuePicture | undefined, now: Date): readonly Sentence[] => {
  if (picture === undefined) return [];
  const { counts, complete, hour, oldestOutgoingAt, oldestExceptionAt, isMovedOn } = picture;
  const lastHour = (values: readonly number[], did: string): string =>
    `${formatCount(values.reduce((sum, count) => sum + count, 0))} ${did} in the last hour`;
  const oldest = (at: Date | null): string =>
    at === null ? '' : `, oldest ${plainWords(formatDuration(now.getTime() - at.getTime()))}`;
  const some = complete ? '' : 'at least ';
  return [
    {
      about: 'waiting',
      text: `waiting: ${some}${countOf(counts.outgoing, 'mail')}${oldest(oldestOutgoingAt)}, ${lastHour(hour.arrivals, 'written')}.`,
      gist: `${some}${counts.outgoing}`,
      when: 'later',
    },
    {
      about: 'failed',
      text: `failed: ${some}${countOf(counts.exception, 'mail')}${oldest(oldestExceptionAt)}, ${lastHour(hour.newFailures, 'failed')}.`,
      gist: `${some}${counts.exception}`,
      when: 'later',
    },
    {
      about: 'sent',
      text: complete
        ? `sent: ${isMovedOn ? 'about ' : ''}${countOf(counts.sent, 'mail')}, ${lastHour(hour.departures, 'seen leaving')}.`
        : 'sent: still being counted.',
      // That mails leave is told by what happens now.
      when: 'asked',
    },
  ];
};

const saySigns = ({ firstLook, diagnosed }: QueueScreenState): readonly Sentence[] => {
  const servers = diagnosed?.servers ?? [];
  const signs = (firstLook?.vitalSigns ?? []).filter(
    ({ subject }) => servers.length === 0 || subject !== 'Mail servers',
  );
  return [
    ...signs.map(({ subject, status, words }) => ({
      about: `sign ${subject}`,
      text: withStatus(status, `${subject} ${plainWords(words)}.`),
      gist: status,
    })),
    ...servers.map(({ subject, status, words }) => ({
      about: subject,
      text: withStatus(status, plainWords(words)),
      gist: `${status} ${words}`,
    })),
  ];
};

const sayReasons = (picture: QueuePicture | undefined): readonly Sentence[] => {
  if (picture === undefined) return [];
  const { length } = picture.failures;
  if (length === 0) return picture.complete ? [{ about: 'reasons', text: 'No failed mail.' }] : [];
  const whole = picture.failures.map((group) => `${titleOfGroup(group)}, ${countOf(group.count, 'mail')}`).join('; ');
  return [
    {
      about: 'reasons',
      text: `Mails failed for ${countOf(length, 'reason')}: ${plainWords(whole)}.`,
      gist: picture.failures.map((group) => group.class).join(' '),
    },
  ];
};

const sayReason = (state: QueueScreenState, now: Date): Sentence | undefined => {
  const { picture } = state;
  const group = failureGroupAt(state);
  if (picture === undefined || group === undefined) return undefined;
  const since = sinceOf(picture.failingSince.get(group.class), now);
  const quoted = group.sample === '' || group.class === 'unknown' ? '' : ` The server said: ${group.sample}`;
  const words = `${titleOfGroup(group)}, ${countOf(group.count, 'mail')}, to act: ${actors[group.owner]}${since === '' ? '' : `, since ${since}`}.${quoted}`;
  const place = picture.failures.indexOf(group);
  return {
    about: 'focus',
    text: atPlace(place, picture.failures.length, plainWords(words)),
    gist: group.class,
  };
};

const mostOutcomes = 3;

const sayOutcomes = ({ outcomes }: QueueScreenState, now: Date): readonly Sentence[] =>
  outcomes.slice(0, mostOutcomes).map(({ id, at, became, about }, index) => ({
    about: `outcome ${index}`,
    text: `Just now, ${formatMoment(at, now)}: mail ${id}${about === undefined ? '' : ` to ${about.to}, ${about.subject}`}: ${tellFate(became)}.`,
    when: 'asked',
  }));
