import { expect, test } from 'vitest';
import { createSpeaker, echoOf } from '../../../source/ui/speech/speaker.ts';

const at = new Date('2026-11-24T12:00:00Z');

const listen = (columns = 80) => {
  let written = '';
  const speaker = createSpeaker({
    write: (text) => {
      written += text;
    },
    columns: () => columns,
  });
  const filter = (value: string, ...texts: readonly string[]) =>
    speaker.say(
      {
        place: 'filter',
        sentences: texts.map((text) => ({ about: text, text })),
        field: { label: 'Filter', value },
      },
      at,
    );
  return { speaker, filter, written: () => written };
};

test.each([
  ['', 'a', 'a'],
  ['ab', 'abcd', 'cd'],
  ['ab', 'a', '\b \b'],
  ['東京', '東', '\b\b  \b\b'],
  ['ab', 'ab', ''],
  ['ab', 'xb', undefined],
  ['abc', '', undefined],
])('from %j to %j is echoed as %j', (before, after, echo) => {
  expect(echoOf(before, after)).toBe(echo);
});

test('what is typed is echoed on its line, and what is said meanwhile stands before it', () => {
  const { filter, written } = listen();
  filter('');
  filter('a');
  filter('ab');
  filter('ab', '3 mails.');
  filter('a', '3 mails.');
  filter('xa', '3 mails.');
  expect(written()).toBe('Filter: ab\n3 mails.\nFilter: ab\b \b\nFilter: xa');
});

test('a message is said each time, and the line that is written goes on', () => {
  const { speaker, filter, written } = listen();
  filter('a');
  speaker.announce('It is off.');
  speaker.announce('It is off.');
  speaker.end();
  expect(written()).toBe('Filter: a\nIt is off.\nFilter: a\nIt is off.\nFilter: a\n');
});

test('words are not broken at the edge of the window', () => {
  const { speaker, written } = listen(12);
  speaker.announce('waiting: 3 mails, oldest');
  expect(written()).toBe('waiting: 3\nmails,\noldest\n');
});

test('asked to repeat, it says everything anew', () => {
  const { speaker, written } = listen();
  const speech = { place: 'queue', sentences: [{ about: 'verdict', text: 'It is off.' }] };
  speaker.say(speech, at);
  speaker.say(speech, at);
  speaker.repeat();
  speaker.say(speech, at);
  expect(written()).toBe('It is off.\nIt is off.\n');
});
