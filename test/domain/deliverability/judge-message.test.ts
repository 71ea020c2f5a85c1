import { expect, test } from 'vitest';
import {
  judgeDate,
  judgeFrom,
  judgeImages,
  judgeLinks,
  judgeMessage,
  judgeMessageId,
  judgeSize,
  judgeSpamAssassin,
  judgeSubject,
  judgeTextPart,
  judgeUnsubscribe,
} from '../../../source/domain/deliverability/judge-message.ts';
import { type Mark, markIds, scoreOf } from '../../../source/domain/deliverability/mark.ts';

const now = new Date('2026-11-24T12:00:00Z');
const pointsOf = ({ status, points }: Mark): number | string => (status === 'lost' ? points : status);

test.each([
  [[], 2],
  [['a@acme.example'], 'ok'],
  [['a@acme.example', 'b@acme.example'], 1],
  [['a@localhost'], 1],
  [['not an address'], 1],
  [['a@acme.example.'], 1],
] as const)('From %j: %s', (from, points) => {
  expect(pointsOf(judgeFrom({ from }))).toBe(points);
});

test.each([
  [null, 1],
  ['', 1],
  ['<x@acme.example>', 'ok'],
  ['x@acme.example', 0.5],
  ['<x y@acme.example>', 0.5],
  ['<x@localhost>', 0.3],
] as const)('Message-ID %j: %s', (messageId, points) => {
  expect(pointsOf(judgeMessageId({ messageId }))).toBe(points);
});

test.each([
  [null, 1],
  [new Date('nonsense'), 1],
  [now, 'ok'],
  [new Date('2020-01-01T00:00:00Z'), 'ok'],
  [new Date('2026-11-25T12:00:00Z'), 'ok'],
  [new Date('2026-11-25T12:00:01Z'), 1],
] as const)('Date %s: %s', (date, points) => {
  expect(pointsOf(judgeDate({ date }, now))).toBe(points);
});

test.each([
  [null, 0.5],
  [' ', 0.5],
  ['Invoice 17', 'ok'],
  ['LAST REMINDER', 0.3],
  ['INV/2026', 'ok'],
  ['INVOICES', 0.3],
  ['請求書のご案内です', 'ok'],
] as const)('subject %j: %s', (subject, points) => {
  expect(pointsOf(judgeSubject({ subject }))).toBe(points);
});

test.each([
  [true, '<p>x</p>', 'ok'],
  [true, null, 'ok'],
  [false, '<p>x</p>', 0.5],
  [false, null, 1],
] as const)('text %s beside HTML %j: %s', (hasText, html, points) => {
  expect(pointsOf(judgeTextPart({ hasText, html }))).toBe(points);
});

test.each([
  [1_000, null, 'ok'],
  [10 * 1024 * 1024, null, 'ok'],
  [10 * 1024 * 1024 + 1, null, 1],
  [200_000, 'x'.repeat(102 * 1024), 'ok'],
  [200_000, 'x'.repeat(102 * 1024 + 1), 0.3],
] as const)('%d bytes', (bytes, html, points) => {
  expect(pointsOf(judgeSize({ bytes, html }))).toBe(points);
});

const oneClick = 'List-Unsubscribe=One-Click';
test.each([
  [false, null, null, 'ok'],
  [undefined, null, null, 'unknown'],
  [true, null, null, 1],
  [true, ' ', null, 1],
  [true, '<mailto:a@acme.example>', null, 0.5],
  [true, '<https://acme.example/u>', null, 0.5],
  [true, '<mailto:a@acme.example>', oneClick, 0.5],
  [true, '<http://acme.example/u>', oneClick, 0.5],
  [true, '<mailto:a@acme.example>, <https://acme.example/u>', oneClick, 'ok'],
  [undefined, '<https://acme.example/u>', oneClick, 'ok'],
  [undefined, '<https://acme.example/u>', null, 0.5],
] as const)('a mailing %s with %j and %j: %s', (isBulk, listUnsubscribe, listUnsubscribePost, points) => {
  expect(pointsOf(judgeUnsubscribe({ isBulk, listUnsubscribe, listUnsubscribePost }))).toBe(points);
});

test.each([
  [[], 'ok'],
  [['https://acme.example/r/abc'], 'ok'],
  [['https://bit.ly/x', 'https://acme.example'], 1],
  [['https://www.tinyurl.com/x'], 1],
  [['https://notbit.ly/x'], 'ok'],
  [['http://192.0.2.1/x'], 0.5],
  [['http://[2001:db8::1]/x'], 0.5],
  [['http://localhost:8069/web'], 0.5],
  [['http://odoo.local/web'], 0.5],
  [['mailto:a@bit.ly', 'no link'], 'ok'],
] as const)('links %j: %s', (links, points) => {
  expect(pointsOf(judgeLinks({ links }))).toBe(points);
});

test.each([
  [0, 0, '<p></p>', 'ok'],
  [3, 0, null, 'ok'],
  [1, 19, '<img>', 1],
  [1, 20, '<img>', 0.4],
  [1, 39, '<img>', 0.4],
  [1, 40, '<img>', 'ok'],
  [50, 400, '<img>', 'ok'],
  [50, 399, '<img>', 0.4],
] as const)('%d pictures beside %d characters: %s', (images, visibleText, html, points) => {
  expect(pointsOf(judgeImages({ images, visibleText, html }))).toBe(points);
});

test.each([
  ['SpamAssassin is not installed on this machine.', 'unknown'],
  [{ score: -0.5, rules: [] }, 'ok'],
  [{ score: 2, rules: [{ name: 'HTML_IMAGE_ONLY_04', points: 2 }] }, 'ok'],
  [
    {
      score: 3.4,
      rules: [
        { name: 'HTML_IMAGE_ONLY_04', points: 2.1 },
        { name: 'MONEY_BACK', points: 1.3 },
      ],
    },
    1.3,
  ],
  [
    {
      score: 0.3,
      rules: [
        { name: 'MONEY_BACK', points: 1.3 },
        { name: 'DKIM_VALID', points: -1 },
      ],
    },
    0.3,
  ],
  [{ score: 21, rules: [{ name: 'GTUBE', points: 1000 }] }, 10],
] as const)('SpamAssassin %j: %s', (verdict, points) => {
  expect(pointsOf(judgeSpamAssassin(verdict))).toBe(points);
});

test('each part of a message has a mark, and a loss has something to do about it', () => {
  const marks = judgeMessage(
    {
      from: [],
      messageId: null,
      date: null,
      subject: null,
      hasText: false,
      html: '<img>',
      bytes: 2e7,
      listUnsubscribe: null,
      listUnsubscribePost: null,
      isBulk: true,
      links: ['https://bit.ly/x'],
      images: 1,
      visibleText: 0,
    },
    now,
  );
  expect(marks.map(({ id }) => id)).toEqual(markIds.slice(markIds.indexOf('from'), -1));
  for (const { status, mend } of marks) expect([status, mend]).toEqual(['lost', expect.any(String)]);
});

test.each([
  [[], 10],
  [[0.3, 0.5], 9.2],
  [[0.1, 0.2], 9.7],
  [[3, 3, 3, 3], 0],
] as const)('losses %j leave %d', (points, score) => {
  expect(scoreOf(points.map((lost) => ({ id: 'spf', status: 'lost', points: lost, summary: '', mend: '' })))).toBe(
    score,
  );
});
