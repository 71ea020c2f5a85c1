import { expect, test } from 'vitest';
import { type DepartureFacts, foreseeDeparture } from '../../../source/inspection/story/foresee-departure.ts';

const now = new Date('2026-09-28T12:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);

const facts: DepartureFacts = {
  cron: { nextCall: minutes(20), interval: { number: 1, type: 'hours' } },
  calledAt: null,
  heldUntil: null,
  ahead: 0,
  perRun: 1_000,
  runsNow: false,
  now,
};

test.each<[string, Partial<DepartureFacts>, number, number]>([
  ['with the next run', {}, 20, 0],
  ['with a run that is due', { cron: { ...facts.cron, nextCall: minutes(-5) } }, 0, 0],
  ['with a call before that', { calledAt: minutes(2) }, 2, 0],
  ['not earlier for a later call', { calledAt: minutes(40) }, 20, 0],
  ['after an interval where no run is known', { cron: { ...facts.cron, nextCall: null } }, 60, 0],
  ['with the same run where all before it fit in', { ahead: 999 }, 20, 0],
  ['with the run after that where they do not', { ahead: 1_000 }, 80, 1],
  ['three runs later', { ahead: 3_500 }, 200, 3],
  ['at once where its date is over', { heldUntil: minutes(-60) }, 20, 0],
  ['with the next run where its date comes before that', { heldUntil: minutes(10) }, 20, 0],
  ['with the run at its date', { heldUntil: minutes(80) }, 80, 0],
  ['with the first run after its date', { heldUntil: minutes(81) }, 140, 0],
  [
    'every ten minutes',
    { cron: { nextCall: minutes(3), interval: { number: 10, type: 'minutes' } }, ahead: 2_000 },
    23,
    2,
  ],
])('a mail leaves %s', (_title, changes, inMinutes, runsBefore) => {
  const departure = foreseeDeparture({ ...facts, ...changes });
  expect([departure.at, departure.runsBefore]).toEqual([minutes(inMinutes), runsBefore]);
});

test('the sentence says why then: interval, call, date, order and a run under way', () => {
  const words = (changes: Partial<DepartureFacts>): string => foreseeDeparture({ ...facts, ...changes }).words;
  expect(words({})).toMatch(/^It leaves at about \d\d:\d\d: the queue runs every 1 h 00 m\.$/);
  expect(words({ calledAt: now })).toBe(
    'It leaves within a minute: the queue runs every 1 h 00 m, and has been called.',
  );
  expect(words({ calledAt: minutes(40) })).not.toContain('has been called');
  expect(words({ heldUntil: minutes(80) })).toContain('held back on purpose until');
  expect(words({ heldUntil: minutes(10) })).not.toContain('held back');
  expect(words({ ahead: 2_300 })).toContain('2 300 newer mails go first, and a run takes 1 000 mails');
  expect(words({ runsNow: true })).toContain('a run is under way');
});
