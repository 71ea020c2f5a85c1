import { expect, test } from 'vitest';
import { judgeLastTest, type TestFacts } from '../../source/prevention/judge-last-test.ts';

const now = new Date('2026-11-28T12:00:00Z');
const at = (clock: string): Date => new Date(`2026-11-28T${clock}:00Z`);
const changedAt = at('09:00');

const facts = (rest: Partial<TestFacts> = {}): TestFacts => ({
  title: 'Out (smtp.acme.example:587)',
  subject: 'server:3',
  changedAt,
  renewsTokens: false,
  test: undefined,
  sentAt: undefined,
  ...rest,
});
const sent = (clock: string, isAccepted = true) => ({ at: at(clock), subject: 'server:3', isAccepted });

test.each<[string, TestFacts, string, RegExp]>([
  ['never tried', facts(), 'warn', /was changed 3 h 00 m ago, and neither/],
  ['tried before the change', facts({ test: sent('08:59') }), 'warn', /neither a test/],
  ['tried at the moment of the change', facts({ test: sent('09:00') }), 'ok', /A test went out/],
  ['tried since', facts({ test: sent('10:00') }), 'ok', /A test went out/],
  ['mail before the change', facts({ sentAt: at('08:59') }), 'warn', /neither/],
  ['mail at the moment of the change', facts({ sentAt: at('09:00') }), 'ok', /Mail has left/],
  ['mail since', facts({ sentAt: at('11:00') }), 'ok', /Mail has left/],
  ['a test that was refused', facts({ test: sent('10:00', false) }), 'warn', /did not get out/],
  ['a refused test, mail before it', facts({ test: sent('10:00', false), sentAt: at('09:30') }), 'warn', /did not/],
  ['a refused test, mail after it', facts({ test: sent('10:00', false), sentAt: at('10:30') }), 'ok', /Mail has left/],
  ['a refused test before the change', facts({ test: sent('08:00', false) }), 'warn', /neither/],
  ['no time of a change', facts({ changedAt: undefined, test: sent('10:00') }), 'unknown', /is not known/],
  ['OAuth', facts({ renewsTokens: true }), 'unknown', /by itself with each new token/],
  ['OAuth, and mail since', facts({ renewsTokens: true, sentAt: at('10:00') }), 'ok', /Mail has left/],
])('a server with %s', (_, given, status, words) => {
  const judged = judgeLastTest(given, now);
  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(words);
});

test('the command names the server where it is a row', () => {
  expect(judgeLastTest(facts(), now).detail).toContain('--to YOU@EXAMPLE.COM --server 3 sends');
  expect(judgeLastTest(facts({ subject: 'conf' }), now).detail).toContain('--to YOU@EXAMPLE.COM sends');
});
