import { expect, test } from 'vitest';
import type { Sentence, Speech } from '../../../source/ui/speech/speech.ts';
import { chooseWhatToSay, type Hearing, nothingHeard } from '../../../source/ui/speech/what-to-say.ts';

const start = new Date('2026-11-24T12:00:00Z');

const queue = (sentences: readonly Sentence[], rest: Partial<Speech> = {}): Speech => ({
  place: 'queue',
  sentences,
  ...rest,
});

/** What is said of each speech, so many seconds after the first. */
const hear = (...told: readonly (readonly [seconds: number, speech: Speech])[]): readonly (readonly string[])[] => {
  let hearing: Hearing = nothingHeard;
  return told.map(([seconds, speech]) => {
    const said = chooseWhatToSay(hearing, speech, new Date(start.getTime() + seconds * 1_000));
    hearing = said.hearing;
    return said.lines;
  });
};

const verdict = (text: string): Sentence => ({ about: 'verdict', text });
const waiting = (count: number): Sentence => ({
  about: 'waiting',
  text: `waiting: ${count} mails`,
  gist: String(count),
  when: 'later',
});
const keys: Sentence = { about: 'keys', text: 'Keys: q', when: 'asked' };

test('where one comes all of it is said, what the cursor stands on last', () => {
  const focus = { about: 'focus', text: '1 of 2: this' };
  expect(hear([0, queue([verdict('It is off.'), waiting(3), keys], { focus })])).toEqual([
    ['It is off.', 'waiting: 3 mails', 'Keys: q', '1 of 2: this'],
  ]);
});

test('what did not change is not said again, what did is said alone', () => {
  const said = hear(
    [0, queue([verdict('It is off.'), keys])],
    [2, queue([verdict('It is off.'), keys])],
    [4, queue([verdict('It runs.'), keys])],
  );
  expect(said.slice(1)).toEqual([[], ['It runs.']]);
});

test('numbers that move all the time are said after a while, as they are then', () => {
  const said = hear(
    [0, queue([waiting(9)])],
    [2, queue([waiting(8)])],
    [4, queue([waiting(7)])],
    [15, queue([waiting(5)])],
    [17, queue([waiting(5)])],
  );
  expect(said.slice(1)).toEqual([[], [], ['waiting: 5 mails'], []]);
});

test('an age that grows by itself is no change', () => {
  const at = (minutes: number): Sentence => ({
    about: 'waiting',
    text: `3 mails, oldest ${minutes} minutes`,
    gist: '3',
  });
  expect(hear([0, queue([at(1)])], [60, queue([at(2)])]).at(-1)).toEqual([]);
});

test('what is said only with everything else is not said when it changes', () => {
  expect(hear([0, queue([keys])], [1, queue([{ ...keys, text: 'Keys: p' }])]).at(-1)).toEqual([]);
});

test('what went away and comes back is said again', () => {
  const said = hear([0, queue([verdict('Lost.')])], [1, queue([])], [2, queue([verdict('Lost.')])]);
  expect(said).toEqual([['Lost.'], [], ['Lost.']]);
});

test('another place is said whole, and so is the first one on coming back', () => {
  const help: Speech = { place: 'help', sentences: [verdict('It is off.')] };
  const said = hear([0, queue([verdict('It is off.')])], [1, help], [2, queue([verdict('It is off.')])]);
  expect(said).toEqual([['It is off.'], ['It is off.'], ['It is off.']]);
});
