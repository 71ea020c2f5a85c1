import { describe, expect, test } from 'vitest';
import type { FirstLook } from '../../../source/domain/finding/vital-sign.ts';
import { groupFailures } from '../../../source/domain/replies/groups.ts';
import { queueReportDocument } from '../../../source/output/queue/json.ts';
import { formatQueueMarkdown } from '../../../source/output/queue/markdown.ts';
import { formatQueueCsv } from '../../../source/output/queue/queue-csv.ts';
import { formatQueueText } from '../../../source/output/queue/text.ts';
import type { QueueReport } from '../../../source/queue/queue-report.ts';

const target = { database: 'acme', odooVersion: '17.0', neutralized: false };

const firstLook: FirstLook = {
  status: 'fail',
  summary: 'Nothing is being sent.',
  detail: '',
  vitalSigns: [{ subject: 'Queue runner', status: 'fail', words: 'switched off' }],
};

const report: QueueReport = {
  counts: { outgoing: 1_204, exception: 2, sent: 48_112, cancel: 3, received: 0 },
  oldestOutgoingAt: new Date('2026-11-24T09:12:00Z'),
  oldestExceptionAt: new Date('2026-11-24T06:01:00Z'),
  scheduled: 7,
  failures: groupFailures([
    { text: "535\nb'5.7.8 Username and Password not accepted'", id: 8 },
    { text: "535\nb'5.7.8 Username and Password not accepted'", id: 9 },
  ]),
  countedAt: new Date('2026-11-24T12:04:00Z'),
  recent: [
    {
      id: 9,
      messageId: 90,
      state: 'exception',
      subject: '=HYPERLINK("http://evil"), a | b <b>',
      from: 'a@acme.example',
      to: 'b@example.com',
      recipients: ['b@example.com', 'Rosa Schneider <rosa@lakeside.example>'],
      cc: null,
      date: new Date('2026-11-24T09:00:00Z'),
      createdAt: null,
      changedAt: null,
      schedule: { kind: 'at-once' },
      failureReason: 'first line\nsecond line',
      failureType: null,
      isNotification: false,
      autoDelete: false,
      document: null,
      forcedServerId: null,
      authorId: null,
    },
  ],
};

describe('JSON is schema 1 of the contract', () => {
  test('with exactly the keys that scripts know', () => {
    const document = queueReportDocument(target, report, { withRecent: false, durationMs: 12 });
    expect(JSON.parse(JSON.stringify(document))).toEqual({
      schema: 1,
      target,
      queue: {
        countedAt: '2026-11-24T12:04:00.000Z',
        counts: { outgoing: 1_204, exception: 2, sent: 48_112, cancel: 3, received: 0 },
        oldestOutgoingAt: '2026-11-24T09:12:00.000Z',
        failures: [
          {
            class: 'auth.bad_credentials',
            count: 2,
            cause: 'credentials',
            sample: '535 5.7.8 Username and Password not accepted',
          },
        ],
      },
      durationMs: 12,
    });
  });

  test('and the newest mails where they were asked for', () => {
    const document = queueReportDocument(target, report, { withRecent: true, durationMs: 12 });
    expect(document).toHaveProperty('recent.0', {
      id: 9,
      state: 'exception',
      date: '2026-11-24T09:00:00.000Z',
      subject: '=HYPERLINK("http://evil"), a | b <b>',
      from: 'a@acme.example',
      to: 'b@example.com',
      recipients: ['b@example.com', 'Rosa Schneider <rosa@lakeside.example>'],
      failureReason: 'first line\nsecond line',
    });
  });
});

test('text has a line for each state, with ages, and the reasons on one line', () => {
  const text = formatQueueText(target, report, firstLook, false);
  expect(text).toMatch(/^acme · Odoo 17\.0/);
  expect(text).toContain('outgoing       1 204  oldest 2 h 52 m, 7 held until later');
  expect(text).toContain('✖ switched off');
  expect(text).toContain('2  password refused (535 5.7.8)');
  expect(text).toContain('first line second line');
});

test('with --ascii the signs are ASCII', () => {
  expect(formatQueueText(target, report, firstLook, true)).toContain('x switched off');
});

test('Markdown cannot be broken by a subject', () => {
  const markdown = formatQueueMarkdown(target, report, firstLook);
  expect(markdown).toContain('=HYPERLINK("http://evil"), a \\| b &lt;b&gt;');
  expect(markdown).toMatch(/^# Mail queue of acme/);
});

test('CSV is quoted, and a subject is never run as a formula', () => {
  const csv = formatQueueCsv(target, report, true);
  expect(csv).toContain('b@example.com; Rosa Schneider <rosa@lakeside.example>');
  expect(csv).toContain(`"'=HYPERLINK(""http://evil""), a | b <b>"`);
  expect(formatQueueCsv(target, report, false)).toContain('acme,outgoing,1204\r\n');
});

test('a neutralized copy is called one', () => {
  expect(formatQueueText({ ...target, neutralized: true }, report, firstLook, false)).toContain('neutralized copy');
});
