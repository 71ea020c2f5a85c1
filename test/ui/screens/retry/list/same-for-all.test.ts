import { expect, test } from 'vitest';
import type { SelectedMail } from '../../../../../source/domain/mail/selected-mail.ts';
import { SelectedMails } from '../../../../../source/domain/mail/selected-mails.ts';
import { nothingPending } from '../../../../../source/ui/screens/retry/list/live-list.ts';
import {
  describePosition,
  describeShared,
  sameForAll,
} from '../../../../../source/ui/screens/retry/list/same-for-all.ts';
import { createRetryState, type RetryState } from '../../../../../source/ui/screens/retry/state.ts';
import { createMail } from '../../../../support/retry-source.ts';

const mail = (
  id: number,
  state: string,
  failure: SelectedMail['class'] = null,
  serverId: number | null = null,
): SelectedMail => ({ id, state, class: failure, serverId });

const refused = (id: number, serverId: number | null = null) => mail(id, 'exception', 'auth.bad_credentials', serverId);

const listOf = (mails: readonly SelectedMail[], server: string | null = null): RetryState => ({
  ...createRetryState(),
  mails: SelectedMails.of(mails),
  rows: new Map([[1, { mail: createMail(1), to: 'customer@example.com', server }]]),
});

test.each<[string, RetryState, number, readonly string[], string]>([
  [
    'state, server and reason',
    listOf([refused(1, 4), refused(2, 4)], 'smtp.gmail.com'),
    120,
    ['state', 'server', 'why'],
    'all: failed · smtp.gmail.com · password refused',
  ],
  [
    'no server is forced',
    listOf([mail(1, 'outgoing'), mail(2, 'outgoing')]),
    120,
    ['state', 'server'],
    "all: waiting · Odoo's choice of server",
  ],
  [
    'a narrow list has no servers',
    listOf([refused(1, 4), refused(2, 4)], 'gmail'),
    80,
    ['state', 'why'],
    'all: failed · password refused',
  ],
  [
    'two servers',
    listOf([mail(1, 'outgoing', null, 4), mail(2, 'outgoing', null, 5)], 'gmail'),
    120,
    ['state'],
    'all: waiting',
  ],
  [
    'one forces a server',
    listOf([mail(1, 'outgoing', null, 4), mail(2, 'outgoing')], 'gmail'),
    120,
    ['state'],
    'all: waiting',
  ],
  [
    'no row was read yet',
    { ...listOf([refused(1), refused(2)]), rows: new Map() },
    120,
    ['state', 'why'],
    'all: failed · password refused',
  ],
  ['several reasons', listOf([refused(1, 4), mail(2, 'exception', 'rcpt.unknown', 5)]), 120, ['state'], 'all: failed'],
  [
    'texts that nobody knows differ',
    listOf([mail(1, 'exception', 'unknown', 4), mail(2, 'exception', 'unknown', 5)]),
    120,
    ['state'],
    'all: failed',
  ],
  ['some wait', listOf([refused(1, 4), mail(2, 'outgoing', null, 5)]), 120, [], ''],
  ['one mail keeps its columns', listOf([refused(1)]), 120, [], ''],
  ['nothing to read yet', listOf([]), 120, [], ''],
  [
    'what left while the list keeps still says so',
    {
      ...listOf([refused(1, 4), refused(2, 5)]),
      isPaused: true,
      pending: { ...nothingPending, touched: new Set([2]), departed: new Map([[2, { became: 'sent' }]]), changes: 1 },
    },
    120,
    ['why'],
    'all: password refused',
  ],
])('what all mails have in common stands in the heading: %s', (_, list, terminal, columns, words) => {
  const shared = sameForAll(list, terminal);
  expect([shared.columns, describeShared(shared, { isFailedSaid: false })]).toEqual([columns, words]);
});

test('that all failed is said once: the title counts failed mails', () => {
  const shared = sameForAll(listOf([refused(1), refused(2)]), 80);
  expect(describeShared(shared, { isFailedSaid: true })).toBe('all: password refused');
  expect(describeShared({ columns: ['state'], words: ['failed'] }, { isFailedSaid: true })).toBe('');
});

test.each([
  [0, 17, 298, '1–17 of 298'],
  [290, 17, 298, '291–298 of 298'],
  [99_983, 17, 100_000, '99 984–100 000 of 100 000'],
  [0, 17, 17, ''],
])('the position of line %i in a window of %i over %i', (first, height, length, words) => {
  expect(describePosition({ cursor: first, first, height }, length)).toBe(words);
});
