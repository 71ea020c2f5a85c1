import { describe, expect, test } from 'vitest';
import { composePreview, findSpent } from '../../../source/changes/retry/compose-preview.ts';
import { tallyForecast } from '../../../source/changes/retry/forecast-retry.ts';
import type { HandshakeVerdict } from '../../../source/changes/retry/handshake-verdict.ts';
import { judgeChoice, wasAddressRefused } from '../../../source/changes/retry/judge-choice.ts';
import { setLosersAside } from '../../../source/changes/retry/lost-attachments.ts';
import type { FailingOthers } from '../../../source/changes/retry/queue-others.ts';
import { isReaddressed } from '../../../source/changes/retry/readdressed.ts';
import type { RetryPreview } from '../../../source/changes/retry/retry-preview.ts';
import { noPast } from '../../../source/changes/retry/sending-past.ts';
import type { IncludableReason, SetAside, SetAsideReason } from '../../../source/changes/retry/set-aside.ts';
import { sortByJudgement } from '../../../source/changes/retry/sort-out.ts';
import type { QueueWaking } from '../../../source/changes/retry/waking.ts';
import type { PastRefusal } from '../../../source/domain/limits/past-refusal.ts';
import type { SendingRoute } from '../../../source/domain/routing/route.ts';
import { buildServer } from '../../domain/routing/build-facts.ts';
import { candidate } from './candidate.ts';

const now = new Date('2026-11-28T12:00:00Z');
const mail = (id: number, day?: string) =>
  candidate({ id, date: day === undefined ? null : new Date(`2026-11-${day}T10:00:00Z`) });
const routeBy = (id?: number): SendingRoute => ({
  kind: 'sends',
  server:
    id === undefined ? { kind: 'conf', host: 'relay.example', port: 25 } : { kind: 'row', server: buildServer({ id }) },
  why: 'conf',
  headerFrom: 'sales@acme.example',
  envelopeFrom: 'sales@acme.example',
  replyTo: 'sales@acme.example',
});
const route = routeBy();
const brief = (setAside: readonly SetAside[]) => setAside.map(({ reason, ids }) => [reason, ids]);

describe('what the tables speak against', () => {
  test('leaves the others in the order of their dates, then of their ids, those without a date last', () => {
    const found = [mail(9), mail(8), mail(5, '03'), mail(4, '03'), mail(7, '01')];
    const { eligible, setAside } = sortByJudgement([4, 5, 7, 8, 9], found, new Map());
    expect([eligible.map(({ id }) => id), setAside]).toEqual([[7, 4, 5, 8, 9], []]);
  });

  test('sets aside by reason, and first the mails that are gone, once each', () => {
    const judgements = new Map<number, SetAsideReason | undefined>([
      [1, 'old'],
      [2, 'served'],
      [3, 'old'],
      [4, undefined],
    ]);
    const found = [mail(3, '03'), mail(1, '01'), mail(2, '02'), mail(4, '04')];
    const { eligible, setAside } = sortByJudgement([1, 2, 3, 4, 99, 98, 99], found, judgements);
    expect(eligible.map(({ id }) => id)).toEqual([4]);
    expect(brief(setAside)).toEqual([
      ['gone', [99, 98]],
      ['old', [1, 3]],
      ['served', [2]],
    ]);
  });
});

test.each<[situation: string, failure: string | null, addresses: readonly (string | null)[], is: boolean]>([
  ['the refused address is on it still', 'ann@b.example', ['Ann <ANN@b.example>'], false],
  ['it was corrected', 'ann@b.example', ['anna@b.example', null], true],
  ['nobody is on it any more', 'ann@b.example', [], true],
  ['the failure names nobody', null, ['anna@b.example'], false],
])('a mail has been given another address: %s', (_, address, addresses, is) => {
  const failure = address === null ? null : `SMTPRecipientsRefused: {'${address}': (550, b'5.1.1 User unknown')}`;
  expect(isReaddressed(failure, addresses)).toBe(is);
});

describe('mails that have lost an attachment', () => {
  const sorting = { eligible: [mail(1), mail(2), mail(3)], setAside: [] };
  test('are set aside, the others stay', () => {
    const judged = setLosersAside(sorting, new Set([2, 4]));
    expect(judged.eligible.map(({ id }) => id)).toEqual([1, 3]);
    expect(brief(judged.setAside)).toEqual([['lost-attachment', [2]]]);
  });

  test('are none where no file is lost', () => {
    expect(setLosersAside(sorting, new Set())).toEqual(sorting);
  });
});

describe('what servers speak against', () => {
  const ready: HandshakeVerdict = { kind: 'ready', canaryRefused: null };
  const fails: HandshakeVerdict = {
    kind: 'fails',
    class: 'auth.bad_credentials',
    title: 'password refused',
    words: '',
  };
  const refusedAnn: HandshakeVerdict = {
    kind: 'ready',
    canaryRefused: { mailId: 1, addresses: ['ann@b.example'], class: 'rcpt.unknown', title: 'unknown recipient' },
  };
  const eligible = [mail(1), mail(2), mail(3)];
  const addresses = new Map([
    [1, ['ann@b.example']],
    [2, ['Ann@B.example', 'ben@b.example']],
    [3, ['cat@b.example']],
  ]);
  const choose = (
    tried: readonly { readonly verdict: HandshakeVerdict; readonly ids: readonly number[]; readonly server?: number }[],
    include: readonly IncludableReason[] = [],
  ) => {
    const groups = tried.map(({ verdict, ids, server }) => ({
      route: routeBy(server),
      mails: eligible.filter(({ id }) => ids.includes(id)),
      verdict,
    }));
    const circumstances = { past: noPast, include: new Set(include), addresses, now, series: 18 } as const;
    return judgeChoice({ eligible, setAside: [] }, { sending: groups, refused: [] }, groups, circumstances);
  };

  test.each<[situation: string, ...Parameters<typeof choose>, left: readonly number[]]>([
    ['nothing where all are welcome', [{ verdict: ready, ids: [1, 2, 3] }], [], [1, 2, 3]],
    [
      'all that a sender has where it is refused',
      [
        { verdict: fails, ids: [1, 2] },
        { verdict: ready, ids: [3] },
      ],
      [],
      [3],
    ],
    ['nothing where it is asked for all the same', [{ verdict: fails, ids: [1, 2, 3] }], ['cause-remains'], [1, 2, 3]],
    ['every mail to an address that was refused', [{ verdict: refusedAnn, ids: [1, 2, 3] }], [], [3]],
    [
      'those of other senders of that server, too',
      [
        { verdict: refusedAnn, ids: [1] },
        { verdict: ready, ids: [2, 3] },
      ],
      [],
      [3],
    ],
    [
      'not those of another server',
      [
        { verdict: refusedAnn, ids: [1] },
        { verdict: ready, ids: [2, 3], server: 2 },
      ],
      [],
      [2, 3],
    ],
  ])('is %s', (_, tried, include, left) => {
    expect(choose(tried, include).mails.map(({ id }) => id)).toEqual(left);
  });

  test('keeps what was set aside before, says why, and names the class that was met', () => {
    const judged = choose([
      { verdict: fails, ids: [1] },
      { verdict: refusedAnn, ids: [2] },
    ]);
    expect(judged.setAside).toEqual([
      { reason: 'cause-remains', ids: [1], detail: 'password refused', class: 'auth.bad_credentials' },
      { reason: 'cause-remains', ids: [2], detail: 'unknown recipient', class: 'rcpt.unknown' },
    ]);
  });

  test('puts senders together who met the same', () => {
    const judged = choose([
      { verdict: fails, ids: [1] },
      { verdict: fails, ids: [3] },
    ]);
    expect(brief(judged.setAside)).toEqual([['cause-remains', [1, 3]]]);
  });

  test('has Odoo itself refuse first, and asks nobody about the past of those', () => {
    const failing = { ...route, kind: 'fails', failure: { kind: 'bad-from', from: 'nobody' } } as const;
    const old = { reason: 'old', ids: [3], detail: null, class: null } as const;
    const groups = { sending: [{ route, mails: [mail(2)] }], refused: [{ route: failing, mails: [mail(1)] }] };
    const circumstances = { past: noPast, include: new Set<never>(), addresses, now, series: 18 } as const;
    const judged = judgeChoice({ eligible: [mail(1), mail(2)], setAside: [old] }, groups, [], circumstances);
    expect(brief(judged.setAside)).toEqual([
      ['old', [3]],
      ['no-route', [1]],
    ]);
    expect(judged.mails.map(({ id }) => id)).toEqual([2]);
  });

  test('tells a mail once, by what a live session showed rather than by what was said before', () => {
    const limit = `SMTPDataError: (550, b'5.4.5 Daily user sending limit exceeded')`;
    const stored = {
      state: 'exception',
      failure_reason: limit,
      write_date: '2026-11-28 11:50:00',
      scheduled_date: null,
    };
    const limited = candidate({ id: 1, failureReason: limit, stored });
    const both = [{ route, mails: [limited], verdict: fails }];
    const circumstances = { past: noPast, include: new Set<never>(), addresses, now, series: 18 } as const;
    const judged = (tried: typeof both) =>
      brief(
        judgeChoice({ eligible: [limited], setAside: [] }, { sending: both, refused: [] }, tried, circumstances)
          .setAside,
      );
    expect(judged(both)).toEqual([['cause-remains', [1]]]);
    expect(judged([])).toEqual([['limit-reached', [1]]]);
  });

  test.each<[situation: string, failure: string | null, verdict: HandshakeVerdict, known: boolean, was: boolean]>([
    ['nobody was refused', 'Connection refused', ready, false, false],
    ['nothing is stored', null, fails, false, false],
    ['a recipient was refused just now', null, refusedAnn, false, true],
    ['an address was refused of late', null, ready, true, true],
    ['the mail failed for a recipient', 'SMTPRecipientsRefused: {}', ready, false, true],
  ])('who the mails go to matters where an address was refused: %s', (_, failureReason, verdict, known, was) => {
    const refusal = { class: 'rcpt.full', retry: 'later', at: now, retryAfterMs: null, reset: null } as const;
    const past = { ...noPast, addresses: new Map<string, PastRefusal>(known ? [['ann@b.example', refusal]] : []) };
    expect(wasAddressRefused([{ failureReason }], { tried: [{ verdict }], past })).toBe(was);
  });
});

test('a forecast counts by class what is taken and what is left, most first', () => {
  const classOf = new Map([
    [1, 'rate.daily'],
    [2, 'rate.daily'],
    [3, 'rate.daily'],
    [4, 'rate.daily'],
    [5, 'rcpt.unknown'],
  ] as const);
  const left = (reason: SetAsideReason, ...ids: readonly number[]): SetAside => ({
    reason,
    ids,
    detail: null,
    class: null,
  });
  const setAside = [left('old', 1), left('served', 2, 3), left('kept-back', 5)];
  const [daily, unknown] = tallyForecast(['rate.daily', 'rcpt.unknown'], classOf, { mails: [mail(4)], setAside });
  expect(daily).toMatchObject({ class: 'rate.daily', taken: 1, left: [{ mails: 2 }, { mails: 1 }] });
  expect(unknown).toMatchObject({ class: 'rcpt.unknown', taken: 0, left: [{ mails: 1 }] });
});

describe('the preview', () => {
  const failing: FailingOthers = {
    server: 'Gmail',
    ids: [8, 9],
    reason: 'limit-reached',
    why: 'daily limit reached',
    until: null,
  };
  const woken: QueueWaking = { kind: 'woken', cronId: 3, others: 5, failing: [failing] };
  const held = { server: 'Gmail', mails: 2, until: now, rows: [] };

  test.each<
    [
      situation: string,
      waking: QueueWaking,
      way: string | undefined,
      byQueue: readonly number[] | undefined,
      spent: number,
    ]
  >([
    ['the queue is woken', woken, undefined, undefined, 1],
    ['Odoo is told to send', woken, 'RPC', undefined, 0],
    ['all of them may go that way', woken, 'RPC', [], 0],
    ['some may not', woken, 'RPC', [1], 1],
    ['the queue sleeps', { kind: 'asleep', why: 'It is off' }, undefined, undefined, 0],
  ])('spends waiting mails where the retry wakes the queue: %s', (_, waking, way, ids, spent) => {
    expect(findSpent(waking, { way, byQueue: ids === undefined ? undefined : { ids } })).toHaveLength(spent);
  });

  const compose = (given: Partial<Parameters<typeof composePreview>[1]>): Omit<RetryPreview, 'plan'> =>
    composePreview(
      {
        mails: [
          candidate({ id: 1, partners: { count: 3, served: [4, 5] } }),
          candidate({ id: 2, partners: { served: [6] } }),
        ],
        setAside: [],
        maybeDelivered: 1,
        tried: {
          groups: [{ route, mails: [mail(1), mail(2)], verdict: { kind: 'ready', canaryRefused: null } }],
          evidence: [],
        },
        past: undefined,
      },
      {
        ids: [1, 2, 2, 3],
        slots: [],
        waking: woken,
        byQueue: undefined,
        way: undefined,
        held: [],
        failing: [failing],
        retry: { include: new Set(), maxAgeMs: 0, canary: false },
        now,
        ...given,
      },
    );

  test('counts each mail that was asked for once, and whoever is served already', () => {
    expect(compose({})).toMatchObject({
      asked: 3,
      ids: [1, 2],
      servedRecipients: 3,
      handshakes: [{ server: 'the server of odoo.conf (relay.example)', mails: 2, standing: null }],
      waking: { kind: 'woken', others: 5, failing: [{ server: 'Gmail', mails: 2 }] },
    });
    expect(compose({})).not.toHaveProperty('byQueue');
  });

  test.each<
    [situation: string, given: Partial<Parameters<typeof composePreview>[1]>, alarm: boolean, objection: boolean]
  >([
    ['others are spent', {}, true, true],
    ['others are held', { held: [held] }, false, false],
    ['none is spent', { failing: [] }, false, false],
    ['the queue sleeps', { waking: { kind: 'asleep', why: 'It is off' }, failing: [] }, false, false],
  ])('alarms and objects where %s: %j, %j, %j', (_, given, alarm, objection) => {
    const preview = compose(given);
    expect([preview.alarm !== null, preview.objection !== null]).toEqual([alarm, objection]);
  });

  test.each<[given: Partial<Parameters<typeof composePreview>[1]>, kind: string]>([
    [{ way: 'RPC' }, 'bypassed'],
    [{ waking: { kind: 'asleep', why: 'It is off' } }, 'asleep'],
  ])('with %o shows that the queue is %s', (given, kind) => {
    expect(compose(given).waking.kind).toBe(kind);
  });
});
