import { expect, test } from 'vitest';
import { describeOdooSending, waitTeller } from '../../source/console/while-odoo-sends.ts';

test('while a change waits, the progress of the run and the key that leaves are told', () => {
  expect(describeOdooSending('sending since 08:30:12 · 9/s')).toBe(
    'Waiting until Odoo has sent: sending since 08:30:12 · 9/s · Esc leaves everything as it is',
  );
  expect(describeOdooSending(undefined)).toBe('Waiting until Odoo has sent · Esc leaves everything as it is');
});

test('what is not about waiting is left to who asked', () => {
  const told: string[] = [];
  const wait = waitTeller<{ readonly kind: string }>(
    () => undefined,
    (words) => told.push(words),
  );
  expect(wait.hear({ kind: 'waiting-for-queue' })).toBe(true);
  expect(wait.hear({ kind: 'committing' })).toBe(false);
  wait.stop();
  expect(told).toHaveLength(1);
});
