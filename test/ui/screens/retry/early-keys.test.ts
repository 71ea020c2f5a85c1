import { expect, test } from 'vitest';
import type { BoundKey } from '../../../../source/ui/keys/layer.ts';
import { dispatchKey } from '../../../../source/ui/keys/layer.ts';
import { createEarlyKeys } from '../../../../source/ui/screens/retry/early-keys.ts';

const open = () => {
  const done: string[] = [];
  const said: string[] = [];
  const key = (name: string): BoundKey => ({
    keys: [name],
    shown: name,
    help: '',
    disabled: () => (name === 'R' ? 'There is no mail here.' : undefined),
    run: () => void done.push(name),
  });
  const say = (words: string) => void said.push(words);
  const early = createEarlyKeys(['a', 'R', 'r', 'j'].map(key), say);
  const press = (...names: readonly string[]): void => {
    for (const name of names) dispatchKey([early.layer()], name, say);
  };
  return { early, press, done, said };
};

test('what acts on mails is kept in its order until they are read, and given back once', () => {
  const { early, press, done, said } = open();
  press('a', 'j', 'a', 'r', 'R');
  expect(done).toEqual(['r']);
  expect(said).toEqual([]);
  expect(early.take()).toEqual(['a', 'j', 'a', 'R']);
  expect(early.take()).toEqual([]);
});

test('what follows a key that opens something is meant for that: it is answered and not kept', () => {
  const { early, press, said } = open();
  press('a', 'R', '2', 'a');
  expect(said).toEqual(['The mails are still being read.', 'The mails are still being read.']);
  expect(early.take()).toEqual(['a', 'R']);
});

test('what would change a mail that nobody has seen is answered and not kept', () => {
  const { early, press, said } = open();
  press('R');
  expect(said).toEqual(['The mails are still being read.']);
  expect(early.take()).toEqual([]);
});

test('Esc forgets what was kept', () => {
  const { early, press } = open();
  press('a', 'R', 'esc', 'a');
  expect(early.take()).toEqual(['a']);
});
