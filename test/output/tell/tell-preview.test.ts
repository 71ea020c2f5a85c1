import { describe, expect, test } from 'vitest';
import type { HandshakeVerdict } from '../../../source/changes/retry/handshake-verdict.ts';
import { tellHandshake, tellRetry } from '../../../source/output/tell/tell-retry.ts';
import { leftOfCancel, leftOfPurge, leftOfRetry, tellLeftAlone } from '../../../source/output/tell/tell-set-aside.ts';
import { placeOf, tellOutside } from '../../../source/output/tell/tell-step.ts';

const way = { server: 'Gmail', envelopeFrom: 'shop@acme.example', mails: 2 };
const refusal = { mailId: 1, addresses: ['a@b.example'], class: 'rcpt.unknown', title: 'unknown recipient' } as const;

describe('how a server took a sender', () => {
  test.each<[string, HandshakeVerdict, string | null, string]>([
    ['welcome', { kind: 'ready', canaryRefused: null }, null, 'ok|took sender and recipient in a live try just now.'],
    [
      'welcome, and a recipient is not',
      { kind: 'ready', canaryRefused: refusal },
      null,
      'ok|took the sender, but not a recipient, in a live try just now.',
    ],
    [
      'welcome, and an old refusal stands',
      { kind: 'ready', canaryRefused: null },
      'it said yesterday that no more is taken',
      'warn|lets us in, but it said yesterday that no more is taken.',
    ],
    [
      'refused',
      { kind: 'fails', class: 'auth.bad_credentials', title: 'password refused', words: '535 no.' },
      null,
      'fail|password refused. 535 no.',
    ],
    ['nobody knows', { kind: 'untested', why: 'the session ended' }, null, 'unknown|not tried: the session ended.'],
  ])('%s', (_, verdict, standing, told) => {
    const { status, words } = tellHandshake({ ...way, verdict, standing });
    expect(`${status}|${words}`).toBe(told.replace('|', '|Gmail as shop@acme.example (2 mails): '));
  });
});

test('of more senders than are tried in a session those with one answer are told in one line', () => {
  const verdict = { kind: 'untested', why: 'no more than ten senders are tried in one session' } as const;
  const routes = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ ...way, envelopeFrom: `s${n}@acme.example`, verdict, standing: null }));
  const tell = (count: number) =>
    tellRetry({
      ids: [],
      handshakes: [...routes(count), { ...way, verdict: { kind: 'ready', canaryRefused: null }, standing: null }],
      waking: { kind: 'asleep', why: 'it is off' },
    }).map(({ words }) => words);
  expect(tell(10)).toHaveLength(11);
  expect(tell(2_001)).toEqual([
    `Gmail as s0@acme.example and 2 000 other senders (4 002 mails): not tried: ${verdict.why}.`,
    expect.stringMatching(/^Gmail as shop@/),
  ]);
});

describe('how the mails leave', () => {
  const usual = { ids: [1, 2, 3], handshakes: [] };
  test.each([
    ['by the queue', { waking: { kind: 'woken', others: 0, failing: [] } }, ['Odoo sends them by waking the queue.']],
    ['not', { waking: { kind: 'asleep', why: 'the action is off' } }, []],
    ['at once', { waking: { kind: 'bypassed', way: 'over RPC' } }, ['Odoo sends them at once, over RPC.']],
    [
      'at once but for some',
      { waking: { kind: 'bypassed', way: 'over RPC' }, byQueue: { ids: [3], way: 'over RPC', why: 'may not' } },
      ['Odoo sends 2 of them at once, over RPC.'],
    ],
    ['nothing', { ids: [], waking: { kind: 'bypassed', way: 'over RPC' } }, []],
  ] as const)('%s', (_, given, words) => {
    expect(tellRetry({ ...usual, ...given } as Parameters<typeof tellRetry>[0]).map((line) => line.words)).toEqual(
      words,
    );
  });
});

test('mails that stay are counted with the reason, and groups without mails are not named', () => {
  const group = { detail: null, class: null };
  expect(
    leftOfRetry([
      { ...group, reason: 'old', ids: [1, 2] },
      { ...group, reason: 'gone', ids: [3] },
      { ...group, reason: 'served', ids: [] },
    ]),
  ).toEqual([
    { count: 2, why: 'older than 30 days: what it says may no longer hold', include: 'old' },
    { count: 1, why: 'deleted meanwhile' },
  ]);
  expect(leftOfCancel({ others: [1] }).map((left) => tellLeftAlone(left))).toEqual([
    '1 mail: neither waiting nor failed',
  ]);
  expect(
    leftOfPurge({
      others: [],
      held: [
        { table: 'a', ids: [1] },
        { table: 'b', ids: [2, 3] },
      ],
      later: [4],
    }).map((left) => tellLeftAlone(left, '!')),
  ).toEqual([
    '1 mail: rows of a hold on to it!',
    '2 mails: rows of b hold on to them!',
    '1 mail: for another time: one archive has to stay manageable!',
  ]);
});

test('a step outside the database is told with what it touches', () => {
  const edit = { section: 'options', key: 'smtp_port', before: '25', after: undefined };
  expect(
    [
      {
        kind: 'edit-file',
        path: '/etc/odoo.conf',
        sha256: '',
        edits: [edit, { ...edit, before: undefined, after: '587' }],
      },
      { kind: 'run-command', argv: ['ufw', 'allow'], undo: null },
      { kind: 'end-backend', pid: 7, startedAt: '2026-11-28' },
      { kind: 'signal-cache' },
      { kind: 'wake-queue' },
      { kind: 'wake-action', cronId: 4, name: 'Digest' },
    ].flatMap((step) => tellOutside(step as Parameters<typeof tellOutside>[0])),
  ).toEqual([
    'edit /etc/odoo.conf (a backup is kept): [options] smtp_port: 25 → (removed)',
    'edit /etc/odoo.conf (a backup is kept): [options] smtp_port: (not set) → 587',
    'run: ufw allow',
    'end the database session of process 7 (since 2026-11-28)',
    "tell Odoo's workers to read the system parameters anew",
    "wake Odoo's queue, so that it sends now",
    'start the scheduled action "Digest" now',
  ]);
  expect(new Set(Object.values(placeOf)).size).toBe(5);
});
