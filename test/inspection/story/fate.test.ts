import { expect, test } from 'vitest';
import type { FoundMail, FoundState } from '../../../source/domain/mail/found-mail.ts';
import type { Fate } from '../../../source/inspection/story/conclude-story.ts';
import { fateOf } from '../../../source/inspection/story/fate.ts';

const row = (state: string): FoundState => ({ kind: 'row', state });
const deleted = (outcome: Extract<FoundState, { kind: 'deleted' }>['outcome']): FoundState => ({
  kind: 'deleted',
  outcome,
});
const to = (...statuses: readonly (string | null)[]): FoundMail['recipients'] =>
  statuses.map((status) => ({ name: 'Ann', address: 'ann@example.com', status }));

test.each<[string, FoundState, FoundMail['recipients'], string | null, Partial<Fate>]>([
  ['waits', row('outgoing'), [], null, { kind: 'waiting' }],
  [
    'failed',
    row('exception'),
    [],
    '535 5.7.8 Username and Password not accepted',
    { kind: 'failed', cause: 'credentials' },
  ],
  ['failed for nothing that is stored', row('exception'), [], null, { kind: 'failed', cause: null }],
  ['was sent', row('sent'), to('sent', null), null, { kind: 'sent' }],
  ['was sent and came back', row('sent'), to('sent', 'bounce'), null, { kind: 'not-reached' }],
  ['was sent and not to all', row('sent'), to('exception', 'sent'), null, { kind: 'not-reached' }],
  ['was cancelled', row('cancel'), [], null, { kind: 'cancelled' }],
  ['came in', row('received'), [], null, { kind: 'not-told' }],
  ['was written to by hand', row('canceled'), [], null, { kind: 'not-told' }],
  ['was sent and deleted', deleted('sent'), [], null, { kind: 'sent' }],
  ['bounced and is gone', deleted('bounced'), [], null, { kind: 'not-reached' }],
  ['failed and is gone', deleted('failed'), [], null, { kind: 'not-reached' }],
  ['reached some and is gone', deleted('partly'), [], null, { kind: 'not-reached' }],
  ['was cancelled and is gone', deleted('cancelled'), [], null, { kind: 'cancelled' }],
  ['is gone, and nobody says how', deleted('not-told'), [], null, { kind: 'not-told' }],
])('a mail that %s', (_title, state, recipients, failureReason, fate) => {
  expect(fateOf({ state, recipients, failureReason })).toMatchObject(fate);
});
