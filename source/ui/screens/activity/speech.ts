import type { LoggedActivity } from '../../../domain/activity/activity-log.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { plainWords } from '../../speech/plain-words.ts';
import { atPlace, type Sentence, type Speech } from '../../speech/speech.ts';
import { describeEnd, formatTime } from './lines.ts';
import { type ActivityState, shownEntries } from './state.ts';

/** How much was asked; a line only when somebody moves to it, as they come by themselves all the time. */
export const speakActivity = (state: ActivityState): Speech => {
  const { entries, filter, isTyping, position, unfolded } = state;
  const shown = shownEntries(state);
  const all = countOf(entries.length, 'line');
  const count = filter.value === '' ? all : `${shown.length} of ${all} with ${filter.value}`;
  const sentences: readonly Sentence[] = [
    {
      about: 'title',
      text: `What was done since the console opened, newest last: ${plainWords(count)}.`,
      when: 'asked',
    },
    ...(isTyping ? [{ about: 'count', text: `${plainWords(count)}.` }] : []),
  ];
  if (isTyping) return { place: 'log filter', sentences, field: { label: 'Filter', value: filter.value } };
  const place = shown.findIndex(({ id }) => String(id) === position.cursor);
  const entry = shown[place];
  if (entry === undefined) return { place: 'log', sentences };
  const isUnfolded = unfolded === position.cursor;
  return {
    place: 'log',
    sentences,
    // Whoever follows the newest line hears it on coming, and again only by moving.
    focus: {
      about: 'focus',
      text: atPlace(place, shown.length, sayEntry(entry)),
      gist: state.isFollowing ? `newest ${isUnfolded}` : `${entry.id} ${isUnfolded}`,
    },
  };
};

const sayEntry = (entry: LoggedActivity): string =>
  plainWords(
    `${formatTime(entry.at)}, ${entry.kind} on ${entry.on}: ${entry.text}. ${describeEnd(entry).replaceAll('  ', ', ')}`,
  );
