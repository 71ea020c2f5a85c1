import { describe, expect, test } from 'vitest';
import { describeBounce, tellHandedOver, tellRelay } from '../../../source/inspection/story/after-parts.ts';
import { judgeTrace } from '../../../source/inspection/story/judge-trace.ts';
import type { RelayTrace } from '../../../source/inspection/story/relay-trace.ts';
import type { StoryMail } from '../../../source/inspection/story/story-world.ts';

const queued = (reason: string | null, state: 'waiting' | 'held' = 'waiting') => ({
  id: 'A1',
  arrivedAt: new Date(0),
  sender: 'bounce@acme.example',
  state,
  recipients: [{ address: 'rosa@one.example', reason }],
});

const said = (outcome: 'delivered' | 'deferred' | 'bounced', words = 'x', address = 'rosa@one.example') => ({
  address,
  outcome,
  words,
  stamp: 'Nov 28 20:05:24',
});

const known = (given: Partial<Extract<RelayTrace, { kind: 'known' }>> = {}): RelayTrace => ({
  kind: 'known',
  name: 'Postfix',
  queued: undefined,
  logged: undefined,
  log: '/var/log/mail.log',
  evidence: [],
  ...given,
});

const logged = (...deliveries: readonly ReturnType<typeof said>[]) => ({ queueId: 'A1', deliveries });

test.each<[string, RelayTrace, object]>([
  ['another machine', { kind: 'elsewhere', words: 'x' }, { kind: 'not-told' }],
  ['no right', { kind: 'unknown', words: 'x', evidence: [] }, { kind: 'not-told' }],
  ['gone from the queue and not in the log', known(), { kind: 'not-told' }],
  ['taken and not tried', known({ logged: logged() }), { kind: 'not-told' }],
  [
    'deferred, and gone since',
    known({ logged: logged(said('deferred'), said('delivered', 'y', 'b@c.example')) }),
    { kind: 'not-told' },
  ],
  [
    'in the queue',
    known({ queued: queued('the moon is full') }),
    { kind: 'held', words: 'Postfix on this machine took it and still has it: "the moon is full"' },
  ],
  [
    'in the queue, one delivered',
    known({ queued: queued(null), logged: logged(said('delivered')) }),
    { kind: 'held', words: expect.stringContaining('it says no reason') },
  ],
  [
    'held',
    known({ queued: queued('x', 'held') }),
    { kind: 'held', words: expect.stringContaining('not tried any more') },
  ],
  [
    'a reason of a known kind',
    known({ queued: queued('host mx said: 450 4.7.1 Client host blocked using zen.spamhaus.org') }),
    { kind: 'held', words: expect.stringMatching(/: .*list.*, "host mx said/) },
  ],
  [
    'sent back',
    known({ logged: logged(said('bounced', 'the moon is full')) }),
    { kind: 'returned', words: 'rosa@one.example was not reached: "the moon is full"' },
  ],
  [
    'one of two sent back',
    known({ logged: logged(said('bounced'), said('delivered', 'y', 'b@c.example')) }),
    { kind: 'returned' },
  ],
  [
    'delivered',
    known({ logged: logged(said('delivered', '250 OK')) }),
    { kind: 'delivered', words: 'the next server took it (Nov 28 20:05:24): "250 OK"' },
  ],
])('%s', (_what, trace, expected) => {
  expect(judgeTrace(trace)).toMatchObject(expected);
});

describe('the parts', () => {
  const story = { mail: { state: 'sent' }, found: { state: { kind: 'row', state: 'sent' } } } as StoryMail;
  const waiting = { mail: { state: 'outgoing' }, found: { state: { kind: 'row', state: 'outgoing' } } } as StoryMail;

  test('a mail that has not left has none of them', () => {
    expect(tellHandedOver(waiting, known())).toBeUndefined();
    expect(tellRelay(waiting, known())).toBeUndefined();
    expect(tellRelay(story, undefined)).toBeUndefined();
  });

  test('the queue id is told where the log has it', () => {
    expect(tellHandedOver(story, known({ logged: logged() }))?.lines).toEqual(['Its server took it as A1.']);
    expect(tellHandedOver(story, known())?.lines[0]).toContain('Odoo does not keep');
  });

  test.each<[string, RelayTrace, string, readonly string[]]>([
    ['another machine', { kind: 'elsewhere', words: 'Elsewhere.' }, 'unknown', ['Elsewhere.']],
    ['no right', { kind: 'unknown', words: 'No right.', evidence: [] }, 'unknown', ['No right.']],
    [
      'nothing found',
      known(),
      'unknown',
      ['Postfix has it in its queue no more, and its log does not tell of it (/var/log/mail.log).'],
    ],
    [
      'still there',
      known({ queued: queued('full'), logged: logged(said('deferred'), said('delivered', '250 OK', 'b@c.example')) }),
      'fail',
      [
        'Postfix on this machine still has it, as A1.',
        'rosa@one.example has not got it: "full"',
        'b@c.example: the next server took it (Nov 28 20:05:24): "250 OK"',
      ],
    ],
    [
      'held',
      known({ queued: queued(null, 'held') }),
      'fail',
      ['Postfix on this machine still has it, as A1, held.', 'rosa@one.example has not got it: no reason is told'],
    ],
    [
      'delivered',
      known({ logged: logged(said('delivered', '250 OK')) }),
      'ok',
      ['rosa@one.example: the next server took it (Nov 28 20:05:24): "250 OK"'],
    ],
    [
      'sent back',
      known({ logged: logged(said('bounced', '550')) }),
      'fail',
      ['rosa@one.example: sent back (Nov 28 20:05:24): "550"'],
    ],
    [
      'deferred when it was last told of',
      known({ logged: logged(said('deferred', '450')) }),
      'unknown',
      ['rosa@one.example: not delivered yet (Nov 28 20:05:24): "450"'],
    ],
  ])('%s', (_what, trace, status, lines) => {
    expect(tellRelay(story, trace)).toMatchObject({ status, lines });
  });
});

test.each([
  ['nothing', {}, []],
  ['a bounce without its text', { status: 'bounce' }, ['rosa@one.example: it came back']],
  ['an empty text', { status: 'bounce', reason: ' ' }, ['rosa@one.example: it came back']],
  [
    'one that is recognised',
    { status: 'bounce', reason: '550 5.1.1 User\nunknown' },
    [expect.stringMatching(/^rosa@one\.example: it came back \(.+\): "550 5\.1\.1 User unknown"$/)],
  ],
  ['one that is not', { status: 'bounce', reason: 'hm' }, ['rosa@one.example: it came back: "hm"']],
  ['a count', { counted: 2 }, ['rosa@one.example: 2 mails came back since this contact last wrote to Odoo.']],
  ['a count that nobody keeps', { counted: undefined }, []],
  ['the blacklist', { isBlacklisted: true }, ["rosa@one.example is on Odoo's blacklist: mailings leave it out."]],
  [
    'nobody named',
    { address: null, isBlacklisted: true },
    [expect.stringMatching(/^A recipient without an address is/)],
  ],
])('of a recipient with %s', (_what, given, lines) => {
  const trace = {
    address: 'rosa@one.example',
    status: 'sent',
    reason: null,
    counted: 0,
    isBlacklisted: false,
    ...given,
  };
  expect(describeBounce(trace)).toEqual(lines);
});
