import { describe, expect, test } from 'vitest';
import type { NextStep } from '../../../../source/domain/finding/next-step.ts';
import { queueLines } from '../../../../source/ui/screens/queue/lines/layout.ts';
import { createQueueState, type QueueScreenState, queueReducer } from '../../../../source/ui/screens/queue/state.ts';
import { createTheme } from '../../../../source/ui/theme/theme.ts';
import { linesText, widestOf } from '../../../support/lines-text.ts';
import { createPicture } from '../../../support/picture.ts';
import { createVerdict } from '../../../support/verdict.ts';

const now = new Date(2026, 10, 24, 12, 4, 0);
const refused = "535\nb'5.7.8 Username and Password not accepted'";
const unknown = `SMTPRecipientsRefused: {'a@b.example': (550, b'5.1.1 User unknown')}`;
const summary =
  'The queue runner, Odoo\'s "Email Queue Manager", is switched off and last ran at 09:12 (2 h 52 m ago): 1 204 mails wait, and 298 of those that failed were refused with the password.';
const step = (title: string): NextStep => ({ title, remedy: 'cron.activate', subject: null, command: null });
const steps = [
  step('Enter user and password anew; they are tried before they are saved (Gmail (smtp.gmail.com:587))'),
  step('Switch the queue runner on'),
  step('Send 290 failed mails again; a preview comes first'),
];

const tell = (state: QueueScreenState, ...actions: readonly Parameters<typeof queueReducer>[1][]): QueueScreenState =>
  actions.reduce(queueReducer, state);

const bars = (...values: readonly number[]): readonly number[] => [
  ...Array.from({ length: 12 - values.length }, () => 0),
  ...values,
];
const zeros = Array.from({ length: 24 }, () => 0);

const sick = tell(
  createQueueState(2_000),
  {
    kind: 'queue',
    event: {
      kind: 'snapshot',
      picture: createPicture({
        outgoing: 1_204,
        failures: [...Array.from({ length: 298 }, () => refused), ...Array.from({ length: 14 }, () => unknown)],
        oldestOutgoingAt: new Date(2026, 10, 24, 9, 12),
        oldestExceptionAt: new Date(2026, 10, 23, 11, 0),
        hour: { arrivals: bars(1, 2, 42), departures: bars(540), newFailures: bars() },
        day: { arrivals: zeros, departures: zeros, newFailures: zeros },
        watchedSince: new Date(2026, 10, 24, 11, 50),
        failingSince: new Map([['auth.bad_credentials', new Date(2026, 10, 24, 5, 29)]]),
      }),
    },
  },
  {
    kind: 'first-look',
    firstLook: {
      status: 'fail',
      summary: 'Nothing is being sent: the Email Queue Manager is switched off.',
      detail: '1 204 waiting · 312 failed',
      vitalSigns: [
        { subject: 'Queue runner', status: 'fail', words: 'switched off, last run 09:12' },
        { subject: 'Odoo', status: 'ok', words: 'connected, 1 cron worker' },
        { subject: 'Mail servers', status: 'skipped', words: 'smtp.gmail.com and 1 more' },
      ],
    },
  },
  {
    kind: 'now',
    line: {
      status: 'ok',
      isSending: true,
      words: 'sending since 08:30:12 · 9/s · 34 sent · 0 failed · 1 173 to go, done about 08:33',
    },
    outcomes: [
      {
        id: 47_991,
        at: new Date(2026, 10, 24, 12, 3, 59),
        became: { kind: 'sent' },
        about: { to: 'greta.diaz@orchard.example', subject: 'Acme Logistics GmbH: your invoice INV/2026/48572' },
      },
      { id: 47_990, at: new Date(2026, 10, 24, 12, 3, 58), became: { kind: 'failed', class: 'auth.bad_credentials' } },
    ],
  },
  {
    kind: 'diagnosed',
    verdict: createVerdict({ status: 'fail', cause: 'cron', summary, nextSteps: steps }),
    at: new Date(2026, 10, 24, 12, 3, 58),
    retryFilter: undefined,
    servers: [
      { subject: 'server:1', status: 'fail', words: 'Gmail (smtp.gmail.com:587) refuses the login: 535 5.7.8.' },
      { subject: 'server:2', status: 'ok', words: 'Relay (smtp.acme.example:25) accepts the login.' },
    ],
  },
);

const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
  [60, 20],
  [40, 10],
] as const;
const theme = createTheme({ colors: true, ascii: false });
const draw = (state: QueueScreenState, columns: number, rows: number, ascii = false): readonly string[] =>
  linesText(
    queueLines(state, { columns, rows: rows - 4, now, theme: ascii ? createTheme({ colors: true, ascii }) : theme }),
  );

describe.each(sizes)('%i×%i', (columns, rows) => {
  test('no line is wider than the window, and there are not more than it has', () => {
    const lines = draw(sick, columns, rows);
    expect(lines.length).toBeLessThanOrEqual(rows - 4);
    expect(widestOf(lines)).toBeLessThanOrEqual(columns);
  });

  test('what is wrong, what to do first, what happens now and how many wait and failed are there', () => {
    const text = draw(sick, columns, rows).join('\n');
    expect(text).toContain('✖ The queue runner');
    expect(text).toMatch(/ F {2}1 Enter user/);
    expect(text).toMatch(/NOW +● sending since 08:30:12/);
    if (rows < 20) return;
    expect(text).toMatch(/waiting +1 204/);
    expect(text).toMatch(/failed +312/);
    expect(text).toMatch(/Queue runner +✖ switched off/);
    expect(text).toMatch(/❯ +password refused/);
  });
});

test('at 80×24 nothing that matters is lost', () => {
  expect(draw(sick, 80, 24)).toEqual([
    '✖ The queue runner, Odoo\'s "Email Queue Manager", is switched off and last ran',
    '  at 09:12 (2 h 52 m ago): 1 204 mails wait, and 298 of those that failed were …',
    '  measured just now, 2 shows the evidence · 1 204 waiting · 312 failed',
    '  F  1 Enter user and password anew (Gmail)   2 Switch the queue runner on',
    '     3 Send 290 failed mails again',
    '',
    ' NOW      ● sending since 08:30:12 · 9/s · 34 sent · 0 failed · 1 173 to go,',
    '            done about 08:33',
    ' State         Mails    Oldest  Last hour, per 5 min: written, failed, left',
    ' waiting       1 204  2 h 52 m  ▁▁▁▁▁▁▁▁▁▂▂█  max 42',
    ' failed          312   1 d 1 h  ▁▁▁▁▁▁▁▁▁▁▁▁  none',
    ' sent         48 112                     ▁▁█  max 540',
    ' Queue runner   ✖ switched off, last run 09:12',
    ' Odoo           ✔ connected, 1 cron worker',
    ' Mail servers   ✖ Gmail (smtp.gmail.com:587) refuses the login: 535 5.7.8.',
    '',
    '    Why mails failed                      Mails  Who acts         Since',
    ' ❯  password refused (535 5.7.8)            298  you or provider  6 h 35 m ago',
    '    recipient unknown (550 5.1.1)            14  the contact',
  ]);
});

test('at 200×60 the charts have a scale, a meaning and times, and what just happened stands below', () => {
  const text = draw(sick, 200, 60).join('\n');
  expect(text).toContain('Written, last hour, per 5 min');
  expect(text).toContain('Left, last 24 h, per hour (· not watched)');
  expect(text).toMatch(/ 540 +/);
  expect(text).toMatch(/11:05 +11:20 +11:35 +11:50 +now/);
  expect(text).toMatch(/12:03:59 +47991 +✔ sent .*INV\/2026\/48572 +→ greta\.diaz@orchard\.example/);
  expect(text).toMatch(/12:03:58 +47990 +✖ password refused/);
  expect(text).toContain('Relay (smtp.acme.example:25) accepts the login.');
});

test('with --ascii nothing but ASCII is drawn by us', () => {
  const drawn = draw(sick, 120, 40, true).join('\n').replaceAll(/[·…→]/g, '');
  expect(drawn).toMatch(/^[\x20-\x7e\n]*$/);
});

test('what is seen speaks where it contradicts what was measured, and says so', () => {
  const better = tell(sick, {
    kind: 'first-look',
    firstLook: { status: 'ok', summary: 'Mail is going out.', detail: '3 waiting · 0 failed', vitalSigns: [] },
  });
  expect(draw(better, 120, 40).slice(0, 2)).toEqual([
    '✔ Mail is going out.',
    '  the queue has changed since it was measured · 3 waiting · 0 failed',
  ]);
});

test('a treatment of the past is not offered beside what contradicts it', () => {
  const changed = tell(sick, { kind: 'changed' });
  expect(draw(changed, 120, 40).join('\n')).not.toContain('1 Enter user');
});
