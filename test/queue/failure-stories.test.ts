import { expect, test } from 'vitest';
import { FailureStories } from '../../source/queue/failure-stories.ts';

const refused = (address: string): string => `550 5.1.1 <${address}>: user unknown`;

test('failures that differ in an address only are one story, told by the first', () => {
  const stories = new FailureStories();
  const one = stories.take(refused('one@example.com'));
  expect(stories.take(refused('two@example.com'))).toBe(one);
  expect(stories.textOf(one)).toBe(refused('one@example.com'));
});

test('other words are another story', () => {
  const stories = new FailureStories();
  expect(stories.take('Connection refused')).not.toBe(stories.take('Connection timed out'));
});

test('a story is forgotten with its last mail, and its number serves the next', () => {
  const stories = new FailureStories();
  const first = stories.take('Connection refused');
  stories.take('Connection refused');
  stories.release(first);
  expect(stories.textOf(first)).toBe('Connection refused');
  stories.release(first);
  expect(stories.textOf(first)).toBeNull();
  expect(stories.take('Connection timed out')).toBe(first);
  expect(stories.textOf(first)).toBe('Connection timed out');
});

test('a mail without a story releases none', () => {
  const stories = new FailureStories();
  const one = stories.take('Connection refused');
  stories.release(-1);
  expect(stories.textOf(one)).toBe('Connection refused');
});
