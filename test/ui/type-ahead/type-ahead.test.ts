import { describe, expect, test } from 'vitest';
import { dispatchTyped, type Typed } from '../../../source/ui/keys/typed.ts';
import { createTypeAhead } from '../../../source/ui/type-ahead/type-ahead.ts';

const password = { remedy: 'credentials.password', subject: 'server:1' };
const other = { remedy: 'credentials.password', subject: 'server:2' };
const forgotten = 'What you typed before it stood there is forgotten.';

const open = () => {
  const said: string[] = [];
  const left: string[] = [];
  let rests = 0;
  const say = (words: string) => void said.push(words);
  const ahead = createTypeAhead({
    rest: {
      begin: () => {
        rests += 1;
      },
    },
    say,
  });
  const expectQuestions = (asked: typeof password | undefined, name = 'it') =>
    ahead.expect({ asked, leave: () => void left.push(name) });
  const type = (...typed: readonly (string | Typed)[]): void => {
    for (const one of typed) dispatchTyped([ahead.layer()], typeof one === 'string' ? { key: one } : one, say);
  };
  /** What the questions get, of which as many are taken. */
  const give = (most = Number.POSITIVE_INFINITY) => {
    const typed: Typed[] = [];
    let wasKnown: boolean | undefined;
    ahead.giveTo((one, isKnown) => {
      if (typed.length >= most) return false;
      typed.push(one);
      wasKnown = isKnown;
      return true;
    });
    return { typed, wasKnown };
  };
  return { ahead, expectQuestions, type, give, said, left, rests: () => rests };
};

test('keys and pasted text wait in their order, and are given to the questions once', () => {
  const { ahead, expectQuestions, type, give, said } = open();
  expectQuestions(password);
  type('enter', { paste: 'geheim' }, '!');
  expect(give()).toEqual({ typed: [{ key: 'enter' }, { paste: 'geheim' }, { key: '!' }], wasKnown: true });
  expect(ahead.isExpecting()).toBe(false);
  expect(give().typed).toEqual([]);
  expect(said).toEqual([]);
});

test('what they do not take is forgotten with what follows it, and that is said', () => {
  const { expectQuestions, type, give, said, rests } = open();
  expectQuestions(password);
  type('enter', 'y', 'y');
  expect(give(1).typed).toEqual([{ key: 'enter' }]);
  expect(give().typed).toEqual([]);
  expect(said).toEqual([forgotten]);
  expect(rests()).toBe(1);
});

test('the key that opens it, pressed again, is no answer; within one it is', () => {
  const { expectQuestions, type, give } = open();
  expectQuestions(password);
  type('F', 'F', 'x', 'F');
  expect(give().typed).toEqual([{ key: 'x' }, { key: 'F' }]);
});

test('Esc forgets it and leaves what stands on the way to the questions last', () => {
  const { ahead, expectQuestions, type, give, left } = open();
  expectQuestions(undefined, 'the wish');
  expectQuestions(password, 'the dialog');
  type('x', 'esc');
  expect(left).toEqual(['the dialog']);
  expect(ahead.isExpecting()).toBe(false);
  expectQuestions(password);
  expect(give().typed).toEqual([]);
});

describe('whose questions were meant', () => {
  test.each([
    ['those that were named', password, password, ['x'], true],
    ['a guess, where nothing was named', undefined, password, ['x'], false],
    ['others than were named: it is forgotten', password, other, [], undefined],
    ['none, where nothing else was found', password, undefined, [], undefined],
  ])('%s', (_, named, opened, typed, isKnown) => {
    const { expectQuestions, type, give } = open();
    expectQuestions(named);
    type('x');
    expectQuestions(opened);
    expect(give()).toEqual({ typed: typed.map((key) => ({ key })), wasKnown: isKnown });
  });

  test('what was typed once they were known is no guess', () => {
    const { expectQuestions, type, give } = open();
    expectQuestions(undefined);
    expectQuestions(password);
    type('x');
    expect(give()).toEqual({ typed: [{ key: 'x' }], wasKnown: true });
  });
});

test('what was typed for questions that did not come is forgotten, said, and its rest waited for', () => {
  const { ahead, expectQuestions, type, give, said, rests } = open();
  expectQuestions(password);
  type('x');
  ahead.forget('It broke.');
  ahead.forget('It broke.');
  expect(said).toEqual([`It broke. ${forgotten}`]);
  expect(rests()).toBe(1);
  expect(give().typed).toEqual([]);
});

test('where nothing was typed only the reason is said', () => {
  const { ahead, expectQuestions, said, rests } = open();
  expectQuestions(password);
  ahead.forget();
  expectQuestions(password);
  ahead.forget('It broke.');
  expect(said).toEqual(['It broke.']);
  expect(rests()).toBe(0);
});
