import { describe, expect, test } from 'vitest';
import type { CauseId } from '../../../source/domain/finding/cause-id.ts';
import type { Status } from '../../../source/domain/finding/status.ts';
import { judgeStory, type StoryFacts } from '../../../source/inspection/story/conclude-story.ts';

const waiting: StoryFacts = {
  fate: { kind: 'waiting' },
  neutralized: false,
  routeFailure: null,
  live: { kind: 'ready' },
  obstacle: null,
  held: false,
  hasRecipient: true,
  beyond: { kind: 'not-told' },
  reports: [],
};

const report = (id: CauseId, status: Status, more: object = {}): StoryFacts['reports'][number] => ({
  id,
  status,
  ...more,
});

const refused = (cause: CauseId | null) => ({ kind: 'fails', cause, words: 'x' }) as const;
const failed = (cause: CauseId | null) => ({ kind: 'failed', cause, words: 'x' }) as const;
const untested = { kind: 'untested', why: 'x' } as const;
const explaining = { speaker: { explains: 5 } } as object;

test('what the mail server of this machine knows of a mail that has left comes before what is known of all', () => {
  const sent = { ...waiting, fate: { kind: 'sent' }, reports: [report('dns', 'fail')] } as const;
  const of = (kind: 'held' | 'returned' | 'delivered') => judgeStory({ ...sent, beyond: { kind, words: 'x' } });
  expect(of('held')).toEqual({ status: 'fail', cause: 'beyond', why: 'still-held' });
  expect(of('returned')).toEqual({ status: 'fail', cause: 'beyond', why: 'returned' });
  expect(of('delivered')).toEqual({ status: 'ok', cause: null, why: 'delivered' });
  expect(judgeStory(sent)).toEqual({ status: 'warn', cause: 'dns', why: 'handed-over-with-doubts' });
});

test('a bounce is the recipient’s, unless more come back than usual', () => {
  const bounced = { ...waiting, fate: { kind: 'not-reached', words: 'x' } } as const;
  const cause = (status: Status) => judgeStory({ ...bounced, reports: [report('beyond', status)] }).cause;
  expect([cause('ok'), cause('unknown'), cause('warn'), cause('fail')]).toEqual([
    'recipients',
    'recipients',
    'beyond',
    'beyond',
  ]);
});

describe('a waiting mail', () => {
  test.each<[string, Partial<StoryFacts>, Status, CauseId | null, string]>([
    ['with nothing in its way waits its turn', {}, 'ok', null, 'waits-its-turn'],
    [
      'in a batch is told of that',
      { reports: [report('scheduled', 'ok', explaining)] },
      'ok',
      'scheduled',
      'waits-its-turn',
    ],
    ['of a copy does not leave', { neutralized: true, obstacle: 'x' }, 'fail', 'no-server', 'copy'],
    ['to an archived server has no way', { routeFailure: 'archived' }, 'fail', 'no-server', 'no-route'],
    ["to another's server has no way", { routeFailure: 'personal' }, 'fail', 'no-server', 'no-route'],
    ['without a sender has no way', { routeFailure: 'no-from' }, 'fail', 'sender', 'no-route'],
    ['from what is no address has no way', { routeFailure: 'bad-from' }, 'fail', 'sender', 'no-route'],
    ['stays while the queue stands', { obstacle: 'x', live: refused('tls') }, 'fail', 'cron', 'queue-stands'],
    ['stays while the cron fails', { reports: [report('cron', 'fail')] }, 'fail', 'cron', 'queue-stands'],
    ['leaves with a cron that only warns', { reports: [report('cron', 'warn')] }, 'ok', null, 'waits-its-turn'],
    ['is refused just now', { live: refused('credentials') }, 'fail', 'credentials', 'refused-now'],
    ['is refused for what nobody knows', { live: refused(null) }, 'fail', 'unexplained', 'refused-now'],
    [
      'is refused where no server is left to use',
      { live: refused('firewall'), reports: [report('no-server', 'fail')] },
      'fail',
      'no-server',
      'refused-now',
    ],
    [
      'is refused by what another cause only brought about',
      { live: refused('firewall'), reports: [report('no-server', 'fail', { consequenceOf: 'firewall' })] },
      'fail',
      'firewall',
      'refused-now',
    ],
    ['to nobody goes nowhere', { hasRecipient: false }, 'fail', 'recipients', 'no-recipient'],
    ['with a date is held', { held: true }, 'ok', 'scheduled', 'held'],
    ['is stuck', { reports: [report('stuck', 'warn')] }, 'warn', 'stuck', 'fault-on-the-way'],
    ['meets a limit', { reports: [report('rate-limit', 'fail')] }, 'fail', 'rate-limit', 'fault-on-the-way'],
    [
      'that was let in does not suffer from another server',
      { reports: [report('credentials', 'fail')] },
      'ok',
      null,
      'waits-its-turn',
    ],
    [
      'that could not be tried suffers from what is measured',
      { live: untested, reports: [report('credentials', 'fail')] },
      'fail',
      'credentials',
      'fault-on-the-way',
    ],
    ['that could not be tried is unknown', { live: untested }, 'unknown', null, 'not-tried'],
    [
      'that could not be tried stays unknown whatever comes after',
      { live: untested, reports: [report('dns', 'fail')] },
      'unknown',
      null,
      'not-tried',
    ],
    ['leaves into doubtful DNS', { reports: [report('dns', 'warn')] }, 'warn', 'dns', 'waits-its-turn'],
    ['leaves although DNS is unknown', { reports: [report('dns', 'unknown')] }, 'ok', null, 'waits-its-turn'],
  ])('%s', (_title, facts, status, cause, why) => {
    expect(judgeStory({ ...waiting, ...facts })).toEqual({ status, cause, why });
  });
});

describe('a mail that failed', () => {
  test.each<[string, Partial<StoryFacts>, CauseId, string]>([
    [
      'fails again for what is said now',
      { fate: failed('tls'), live: refused('credentials') },
      'credentials',
      'refused-now',
    ],
    ['fails again for what was said then', { fate: failed('tls'), live: refused(null) }, 'tls', 'refused-now'],
    ['failed for what was said then', { fate: failed('tls') }, 'tls', 'failed-before'],
    ['failed for what nobody knows', { fate: failed(null) }, 'unexplained', 'failed-before'],
    ['was interrupted', { fate: failed(null), reports: [report('stuck', 'warn')] }, 'stuck', 'failed-before'],
    ['stays where it is in a copy', { fate: failed('tls'), neutralized: true }, 'no-server', 'copy'],
    ['has no way', { fate: failed('tls'), routeFailure: 'archived' }, 'no-server', 'no-route'],
  ])('%s', (_title, facts, cause, why) => {
    expect(judgeStory({ ...waiting, ...facts })).toEqual({ status: 'fail', cause, why });
  });
});

describe('a mail that has left', () => {
  test.each<[string, Partial<StoryFacts>, Status, CauseId | null, string]>([
    ['was handed over', {}, 'ok', null, 'handed-over'],
    [
      'whatever the queue does now',
      { reports: [report('cron', 'fail'), report('tls', 'fail')] },
      'ok',
      null,
      'handed-over',
    ],
    ['with doubts', { reports: [report('catchall', 'warn')] }, 'warn', 'catchall', 'handed-over-with-doubts'],
    [
      'with several doubts, the first of the design first',
      { reports: [report('catchall', 'fail'), report('dns', 'warn')] },
      'warn',
      'dns',
      'handed-over-with-doubts',
    ],
  ])('%s', (_title, facts, status, cause, why) => {
    expect(judgeStory({ ...waiting, fate: { kind: 'sent' }, ...facts })).toEqual({ status, cause, why });
  });
});

test('a bounce and a cancelled mail are what they are', () => {
  const of = (fate: StoryFacts['fate']) => judgeStory({ ...waiting, fate, reports: [report('dns', 'fail')] });
  expect(of({ kind: 'not-reached', words: 'x' })).toEqual({ status: 'fail', cause: 'recipients', why: 'not-reached' });
  expect(of({ kind: 'not-told', words: 'x' })).toEqual({ status: 'unknown', cause: null, why: 'not-told' });
  expect(of({ kind: 'cancelled' })).toEqual({ status: 'warn', cause: null, why: 'cancelled' });
});
