import { describe, expect, test } from 'vitest';
import type { FailureCause } from '../../../source/domain/replies/classes/index.ts';
import type { Happening, HappeningKind } from '../../../source/inspection/history/history.ts';
import { type FailureSpan, judgeOnset, judgeSuspect } from '../../../source/inspection/history/judge-onset.ts';
import { chooseSince } from '../../../source/inspection/history/read-history.ts';

const at = (clock: string): Date => new Date(`2026-11-28T${clock}Z`);

const span = (count: number, first: string | null, last: string | null = first): FailureSpan => ({
  class: 'auth.bad_credentials',
  cause: 'credentials',
  title: `${count}`,
  count,
  firstAt: first === null ? null : at(first),
  lastAt: last === null ? null : at(last),
  firstId: 1,
});

describe('the failure that is the matter', () => {
  test.each<[string, readonly FailureSpan[], string | null, number | null]>([
    ['none where none stands', [], null, null],
    ['none where none has a time', [span(5, null)], null, null],
    ['the one with most mails', [span(2, '05:00'), span(9, '06:00'), span(3, '04:00')], null, 9],
    ['of two with as many the later', [span(2, '05:00'), span(2, '06:00')], null, 2],
    ['one that still fails before larger leftovers', [span(90, '01:00', '02:00'), span(3, '06:00')], '05:00', 3],
    ['one that began before the last success and goes on after it', [span(7, '01:00', '06:00')], '05:00', 7],
    ['the largest leftover where nothing fails any more', [span(4, '01:00'), span(6, '02:00')], '05:00', 6],
    [
      'a last failure in the moment of the last success is over',
      [span(9, '01:00', '05:00'), span(1, '06:00')],
      '05:00',
      1,
    ],
    [
      'another before contacts that cannot be reached, even where it is over',
      [{ ...span(9, '06:00'), cause: 'recipients' }, span(3, '01:00')],
      '05:00',
      3,
    ],
    [
      'contacts that cannot be reached where nothing else failed, those that still do first',
      [
        { ...span(9, '01:00'), cause: 'recipients' },
        { ...span(2, '06:00'), cause: 'recipients' },
      ],
      '05:00',
      2,
    ],
    [
      'one without a last time is judged by its first',
      [{ ...span(3, '06:00'), lastAt: null }, span(9, '01:00')],
      '05:00',
      3,
    ],
  ])('%s', (_title, spans, success, count) => {
    const onset = judgeOnset(spans, success === null ? null : at(success));
    expect(onset?.count ?? null).toBe(count);
  });

  test('of two with as many mails the one that began later, with its cause and time', () => {
    expect(judgeOnset([span(2, '05:00'), { ...span(2, '06:00'), cause: 'tls' }], null)).toEqual({
      class: 'auth.bad_credentials',
      cause: 'tls',
      title: '2',
      count: 2,
      at: at('06:00'),
    });
  });
});

const happening = (kind: HappeningKind, clock: string): Happening => ({
  at: at(clock),
  kind,
  record: null,
  words: `${kind} ${clock}`,
  by: null,
  values: [],
});

describe('the change that is suspected', () => {
  const before: readonly HappeningKind[] = [
    'mail-server',
    'queue-runner',
    'parameter',
    'alias-domain',
    'company',
    'user',
    'incoming-server',
    'module',
    'configuration',
    'start',
    'own-change',
    'failure',
    'success',
    'run',
  ];
  const way = ['mail-server', 'module', 'configuration', 'start', 'own-change'];

  test.each<[FailureCause | null, readonly string[]]>([
    ['credentials', way],
    ['firewall', way],
    ['tls', way],
    ['no-server', way],
    ['rate-limit', [...way, 'queue-runner', 'parameter']],
    ['size', [...way, 'parameter']],
    ['sender', [...way, 'parameter', 'alias-domain', 'company', 'user']],
    ['dns', [...way, 'parameter', 'alias-domain', 'company']],
    ['stuck', ['queue-runner', 'module', 'configuration', 'start', 'own-change']],
    ['recipients', []],
    [null, before.filter((kind) => !['failure', 'success', 'run'].includes(kind))],
  ])('for %s these kinds alone can bear on it', (cause, kinds) => {
    const suspected = before.filter(
      (kind) => judgeSuspect([happening(kind, '05:24')], { at: at('05:29'), cause }) !== null,
    );
    expect(suspected.toSorted()).toEqual(kinds.toSorted());
  });

  test('the newest before the first failure, and nothing after it', () => {
    const all = [
      happening('mail-server', '03:00'),
      happening('mail-server', '05:24'),
      happening('mail-server', '05:30'),
      happening('start', '04:00'),
    ];
    const onset = { at: at('05:29'), cause: 'credentials' } as const;
    expect(judgeSuspect(all, onset)?.words).toBe('mail-server 05:24');
    expect(judgeSuspect(all.slice(2, 3), onset)).toBeNull();
    expect(judgeSuspect([happening('start', '05:29')], onset)?.words).toBe('start 05:29');
    expect(judgeSuspect([happening('start', '05:20'), happening('module', '05:20')], onset)?.words).toBe(
      'module 05:20',
    );
  });
});

test('a history goes back two days, two days before an older first failure, and a month at most', () => {
  const now = new Date('2026-11-28T12:00:00Z');
  const back = (first?: string): string =>
    chooseSince(now, first === undefined ? undefined : new Date(first)).toISOString();
  expect(back()).toBe('2026-11-26T12:00:00.000Z');
  expect(back('2026-11-20T12:00:00Z')).toBe('2026-11-18T12:00:00.000Z');
  expect(back('2026-09-20T12:00:00Z')).toBe('2026-10-29T12:00:00.000Z');
  expect(back('2026-12-20T12:00:00Z')).toBe('2026-11-26T12:00:00.000Z');
});
