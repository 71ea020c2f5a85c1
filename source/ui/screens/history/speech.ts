import { plainWords } from '../../speech/plain-words.ts';
import { sayCursor, sayLines } from '../../speech/say-lines.ts';
import { type Speech, withStatus } from '../../speech/speech.ts';
import { historyHeadline, historyTitle } from './headline.ts';
import { type HistoryState, linesOfHistory } from './state.ts';

/** When it broke, and what changed before. */
export const speakHistory = (state: HistoryState, now: Date): Speech => {
  const { status, text } = historyHeadline(state, now);
  const lines = linesOfHistory(state);
  return {
    place: `history ${state.read === undefined ? 'unread' : 'read'}`,
    sentences: [
      { about: 'headline', text: withStatus(status ?? 'skipped', plainWords(text)) },
      { about: 'title', text: `${plainWords(historyTitle(state, now))}:`, when: 'asked' as const },
      ...sayLines(lines),
    ].filter(({ text: said }) => said !== ''),
    focus: sayCursor(lines, state.position.cursor),
  };
};
