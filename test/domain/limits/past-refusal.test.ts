import { expect, test } from 'vitest';
import { judgeRefusal, type PastRefusal, type Since, scopeOf } from '../../../source/domain/limits/past-refusal.ts';
import type { FailureClass } from '../../../source/domain/replies/classes/index.ts';

const minute = 60_000;
const hour = 60 * minute;
const at = new Date('2026-11-24T09:00:00Z');
const after = (ms: number): Date => new Date(at.getTime() + ms);

const refusal = (failureClass: FailureClass, parts: Partial<PastRefusal> = {}): PastRefusal => ({
  class: failureClass,
  retry: 'later',
  at,
  retryAfterMs: null,
  reset: null,
  ...parts,
});

const seen = (now: Date, parts: Partial<Since> = {}): Since => ({
  now,
  takenAt: null,
  changedAt: null,
  isTried: true,
  ...parts,
});

const daily = refusal('rate.daily', { retryAfterMs: 24 * hour, reset: { kind: 'sliding', windowMs: 24 * hour } });
const hourly = refusal('rate.hourly', { retryAfterMs: hour });
const midnight = refusal('quota.plan', { retry: 'fix', reset: { kind: 'daily', utc: '00:00' } });
const month = refusal('quota.plan', { retry: 'fix', reset: { kind: 'monthly' } });
const grey = refusal('grey.listed', { retryAfterMs: 15 * minute });
const full = refusal('rcpt.full', { retryAfterMs: 24 * hour });
const content = refusal('rep.content', { retry: 'fix' });
const unknown = refusal('unknown', { retry: 'fix' });
const unknownForNow = refusal('unknown');
const gone = refusal('rcpt.unknown', { retry: 'never' });
const blocked = refusal('account.blocked', { retry: 'fix' });
const password = refusal('auth.bad_credentials', { retry: 'fix' });
const line = refusal('net.reset', { retry: 'now' });

const now = { kind: 'now' };
const later = (when: Date, isKnown: boolean) => ({ kind: 'later', at: when, isKnown });
const fix = (until: Date) => ({ kind: 'fix', until });

test.each([
  ['a daily limit a minute ago', daily, seen(after(minute)), later(after(24 * hour), true)],
  ['a daily limit whose window is over', daily, seen(after(24 * hour)), now],
  ['a daily limit, and a mail taken since', daily, seen(after(hour), { takenAt: after(minute) }), now],
  [
    'a daily limit, and a mail taken before',
    daily,
    seen(after(hour), { takenAt: after(-minute) }),
    later(after(24 * hour), true),
  ],
  ['a daily limit of an account that was changed since', daily, seen(after(hour), { changedAt: after(minute) }), now],
  [
    'a daily limit of an account that was changed before',
    daily,
    seen(after(hour), { changedAt: after(-minute) }),
    later(after(24 * hour), true),
  ],
  ['a daily limit, and nobody tried', daily, seen(after(hour), { isTried: false }), later(after(24 * hour), true)],
  ['an hourly limit half an hour ago', hourly, seen(after(hour / 2)), later(after(hour), false)],
  ['an hourly limit an hour ago', hourly, seen(after(hour)), now],
  ['a plan that begins anew at midnight', midnight, seen(after(hour)), later(new Date('2026-11-25T00:00:00Z'), true)],
  ['a plan that began anew', midnight, seen(new Date('2026-11-25T00:00:00Z')), now],
  ["a month's plan", month, seen(after(72 * hour)), later(new Date('2026-12-01T00:00:00Z'), true)],
  ['greylisting minutes ago', grey, seen(after(5 * minute)), later(after(15 * minute), false)],
  ['greylisting long enough ago', grey, seen(after(15 * minute)), now],
  [
    'greylisting, and other mail taken since',
    grey,
    seen(after(minute), { takenAt: after(30) }),
    later(after(15 * minute), false),
  ],
  ['a full mailbox an hour ago', full, seen(after(hour)), later(after(24 * hour), false)],
  ['content minutes ago', content, seen(after(3 * minute)), fix(after(24 * hour))],
  [
    'content, and other mail taken since',
    content,
    seen(after(hour), { takenAt: after(minute) }),
    fix(after(24 * hour)),
  ],
  ['content two days ago', content, seen(after(48 * hour)), now],
  ['an unknown reason minutes ago', unknown, seen(after(minute)), fix(after(24 * hour))],
  ['an unknown reason, and other mail taken since', unknown, seen(after(hour), { takenAt: after(minute) }), now],
  ['an unknown reason that is said to pass', unknownForNow, seen(after(minute)), later(after(30 * minute), false)],
  ['an unknown recipient that nobody was asked for', gone, seen(after(minute)), fix(after(24 * hour))],
  ['a malformed message', refusal('policy.rfc5322', { retry: 'fix' }), seen(after(minute)), fix(after(24 * hour))],
  ['a policy, before the message', refusal('policy.refused', { retry: 'fix' }), seen(after(minute)), now],
  [
    'a policy, said of the message',
    refusal('policy.refused', { retry: 'fix', isOfMessage: true }),
    seen(after(minute)),
    fix(after(24 * hour)),
  ],
  ['a blocked account', blocked, seen(after(hour)), fix(after(24 * hour))],
  ['a refused password that was just tried', password, seen(after(minute)), now],
  ['a refused password that nobody tried', password, seen(after(minute), { isTried: false }), fix(after(hour))],
  ['a refused password an hour ago', password, seen(after(hour), { isTried: false }), now],
  ['a broken line', line, seen(after(minute), { isTried: false }), now],
  ['a refusal without a time', refusal('rate.daily', { at: null }), seen(after(minute)), now],
])('%s', (_, past, since, standing) => {
  expect(judgeRefusal(past, since)).toEqual(standing);
});

test.each([
  ['rate.daily', 'server'],
  ['account.blocked', 'server'],
  ['odoo.online_daily_limit', 'server'],
  ['auth.bad_credentials', 'server'],
  ['tls.cert_expired', 'server'],
  ['rate.recipients', 'mail'],
  ['rate_or_maintenance', 'mail'],
  ['rate.recipient_mailbox', 'address'],
  ['rcpt.full', 'address'],
  ['rep.content', 'mail'],
  ['grey.listed', 'mail'],
  ['unknown', 'mail'],
] as const)('a refusal of class %s concerns the %s', (failureClass, scope) => {
  expect(scopeOf(failureClass)).toBe(scope);
});
