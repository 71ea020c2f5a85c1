import { plainWords } from '../../speech/plain-words.ts';
import { sayCursor, sayLines } from '../../speech/say-lines.ts';
import { type Sentence, type Speech, spokenSigns, withStatus } from '../../speech/speech.ts';
import { searchHeadline, storyTitle } from './headline.ts';
import { linesOfSearch, type SearchState } from './state.ts';

/** What was found, or the story of one mail from its end. */
export const speakSearch = (state: SearchState): Speech => {
  const { status, text } = searchHeadline(state);
  const headline: readonly Sentence[] =
    text === '' ? [] : [{ about: 'headline', text: withStatus(status ?? 'skipped', plainWords(text)) }];
  const lines = linesOfSearch(state, spokenSigns);
  if (state.open !== undefined) {
    const { name, story } = state.open;
    const title: Sentence = { about: 'title', text: `${storyTitle(name)}.` };
    return {
      place: `story ${name} ${story === undefined ? '' : 'told'}`,
      sentences: [title, ...headline, ...sayLines(lines)],
    };
  }
  if (state.isTyping) return { place: 'find', sentences: headline, field: { label: 'Find', value: state.field.value } };
  // The mails are read one by one; what was searched stands below them.
  const others = lines.filter(({ stop }) => stop === undefined);
  return {
    place: `found ${state.found?.text ?? ''} ${state.isSearching ? 'searching' : ''}`,
    sentences: [...headline, ...sayLines(others)],
    focus: sayCursor(lines, state.position.cursor),
  };
};
