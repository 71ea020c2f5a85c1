import { expect, test } from 'vitest';
import { onAbort } from '../../source/lib/on-abort.ts';

test('whoever waits for a signal is called once when it aborts, in order, and not after calling it off', () => {
  const stop = new AbortController();
  const called: string[] = [];
  const same = (): void => void called.push('same');
  onAbort(stop.signal, () => called.push('first'));
  const callOff = onAbort(stop.signal, same);
  onAbort(stop.signal, same);
  callOff();
  callOff();
  stop.abort();
  stop.abort();
  expect(called).toEqual(['first', 'same']);
});

test('who waits after all others were called off is called too', () => {
  const stop = new AbortController();
  const called: string[] = [];
  onAbort(stop.signal, () => called.push('early'))();
  onAbort(stop.signal, () => called.push('late'));
  stop.abort();
  expect(called).toEqual(['late']);
});

test('a signal has one listener however many wait, and none when all were called off', () => {
  const { signal } = new AbortController();
  let listening = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
    listening += 1;
    addEventListener.apply(signal, given);
  };
  signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
    listening -= 1;
    removeEventListener.apply(signal, given);
  };
  const offs = Array.from({ length: 3 }, () => onAbort(signal, () => undefined));
  expect(listening).toBe(1);
  for (const callOff of offs) callOff();
  expect(listening).toBe(0);
});

test('nothing is heard of a signal that is aborted already', () => {
  let heard = 0;
  onAbort(AbortSignal.abort(), () => {
    heard += 1;
  })();
  expect(heard).toBe(0);
});
