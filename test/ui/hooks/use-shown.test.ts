import { expect, test, vi } from 'vitest';
import { createShownReader } from '../../../source/ui/hooks/use-shown.ts';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 1, 12, 0, second));

test('what is described in the same words is the same, whatever changed and however much time passed', () => {
  let part = {};
  const read = createShownReader({ parts: () => [part], times: () => undefined, describe: () => ['the same'] });
  const before = read(at(0));
  part = {};
  expect(read(at(1))).toBe(before);
});

test('other words are another thing', () => {
  let words = 'two mails';
  const read = createShownReader({ parts: () => [words], times: () => '', describe: () => ['queue', words] });
  const before = read(at(0));
  words = 'three mails';
  expect(read(at(0))).not.toBe(before);
});

test('what is described by itself and the time is another thing after every second and every change', () => {
  let part = {};
  const read = createShownReader({ parts: () => [part], times: () => undefined, describe: (now) => [part, now] });
  const first = at(0);
  const before = read(first);
  expect(read(first)).toBe(before);
  const second = at(1);
  const later = read(second);
  expect(later).not.toBe(before);
  part = {};
  expect(read(second)).not.toBe(later);
});

test('nothing is described again while the parts and what is shown of the time are the same', () => {
  let age = 'just now';
  const describe = vi.fn(() => ['words']);
  const read = createShownReader({ parts: () => ['part'], times: () => age, describe });
  read(at(0));
  read(at(1));
  expect(describe).toHaveBeenCalledOnce();
  age = '1 m ago';
  read(at(2));
  expect(describe).toHaveBeenCalledTimes(2);
});
