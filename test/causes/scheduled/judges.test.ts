import { describe, expect, test } from 'vitest';
import { judgeDates } from '../../../source/causes/scheduled/held-check.ts';
import { chooseLimited, judgeBacklog, judgeFresh } from '../../../source/causes/scheduled/next-run-check.ts';

const now = new Date('2026-11-28T12:00:00');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const hourMs = 3_600_000;

describe('mails that wait for the next run', () => {
  const runner = { cron: { nextCall: inMinutes(20) }, intervalMs: hourMs, runsNow: false };
  const judge = (given: Partial<Parameters<typeof judgeFresh>[0]>) =>
    judgeFresh({ fresh: 3, runner, limited: undefined, series: 18, now, ...given });

  test.each<[string, Partial<Parameters<typeof judgeFresh>[0]>, RegExp]>([
    ['none', { fresh: 0 }, /^No mail waits for the next run\.$/],
    ['none, for all were passed over', { fresh: -2 }, /^No mail waits for the next run\.$/],
    ['some', {}, /^3 mails came in since the last run and leave with the next at 12:20, as the queue runs every/],
    ['one', { fresh: 1 }, /^1 mail came in since the last run and leaves with the next at 12:20/],
    [
      'of a date that is due',
      { runner: { ...runner, cron: { nextCall: inMinutes(-1) } } },
      /leave with the next, as the queue/,
    ],
    ['of a date that is now', { runner: { ...runner, cron: { nextCall: now } } }, /leave with the next at 12:00/],
    ['without a date', { runner: { ...runner, cron: { nextCall: null } } }, /leave with the next, as the queue/],
    [
      'while one is under way',
      { runner: { ...runner, runsNow: true } },
      /^3 mails came in since the last run began; a run is under way\.$/,
    ],
    [
      'and then for a server that is at its limit',
      { limited: { title: 'Office', mails: 2, backAt: inMinutes(90) } },
      /^3 mails came in since the last run\. The next at 12:20 takes them up, but 2 waiting mails lead through Office, whose limit is used up until 13:30/,
    ],
  ])('%s', (_, given, words) => {
    const found = judge(given);
    expect(found.status).toBe('ok');
    expect(found.summary).toMatch(words);
  });

  test('are explained and may be woken where Odoo left them on purpose, not in everyday numbers', () => {
    const most = 100;
    expect(judge({ fresh: 3 })).not.toHaveProperty('explains');
    const many = judge({ fresh: 10 * most });
    expect(many).toMatchObject({ explains: 10 * most, remedies: [{ id: 'cron.wake' }] });
    expect(many.detail).toMatch(/^More than \d+ notifications at once/);
    expect(judge({ fresh: 10 * most, runner: { ...runner, runsNow: true } }).remedies).toEqual([]);
    const atOnce = Number(/^More than (\d+)/.exec(many.detail ?? '')?.[1]);
    expect(judge({ fresh: atOnce })).toMatchObject({ explains: atOnce });
    expect(judge({ fresh: atOnce - 1 })).not.toHaveProperty('explains');
  });
});

describe('the server that waiting mails wait for', () => {
  const relays = [
    { subject: 'server:1', title: 'Office' },
    { subject: 'server:2', title: 'Shop' },
  ];
  const refusal = (minutes: number) => ({ at: inMinutes(-30), back: { at: inMinutes(minutes) } });
  const choose = (given: Partial<Parameters<typeof chooseLimited>[1]>) =>
    chooseLimited(relays, {
      refusals: new Map([
        ['server:1', refusal(30)],
        ['server:2', refusal(60)],
      ]),
      due: new Map([
        ['server:1', 2],
        ['server:2', 5],
      ]),
      success: { bySubject: new Map() },
      now,
      ...given,
    })?.title;

  test.each<[string, Partial<Parameters<typeof chooseLimited>[1]>, string | undefined]>([
    ['is that of most mails', {}, 'Shop'],
    [
      'is not one that takes mail again',
      {
        refusals: new Map([
          ['server:1', refusal(30)],
          ['server:2', refusal(0)],
        ]),
      },
      'Office',
    ],
    ['is not one that took mail since', { success: { bySubject: new Map([['server:2', inMinutes(-10)]]) } }, 'Office'],
    ['is one that took mail before', { success: { bySubject: new Map([['server:2', inMinutes(-40)]]) } }, 'Shop'],
    ['is not one that no mail waits for', { due: new Map([['server:1', 1]]) }, 'Office'],
    ['is none where none has refused', { refusals: new Map() }, undefined],
  ])('%s', (_, given, title) => {
    expect(choose(given)).toBe(title);
  });
});

describe('a backlog', () => {
  const judge = (due: number, series: 16 | 18 = 18) =>
    judgeBacklog({ due, limit: 1_000, intervalMs: hourMs, version: { series, text: `${series}.0` } });
  test.each([0, 999, 1_000])('of %i mails goes out with one run', (due) => {
    expect(judge(due)).toMatchObject({
      status: 'ok',
      summary: 'A run takes up to 1 000 mails, which is enough for what waits.',
    });
    expect(judge(due)).not.toHaveProperty('explains');
  });

  test.each([
    [1_001, '2 runs, about 2 h'],
    [3_000, '3 runs, about 3 h'],
  ])('of %i mails takes several', (due, words) => {
    const found = judge(due);
    expect(found).toMatchObject({ status: 'ok', explains: due });
    expect(found.summary).toContain(`and Odoo 18.0 sends 1 000 a run: that takes ${words}`);
  });

  test('is met by a parameter from 17 on', () => {
    expect(judge(2_000, 18).detail).toContain('mail.mail.queue.batch.size raises the number');
    expect(judge(2_000, 16).detail).toContain('The number is fixed up to 16');
  });
});

describe('dates that Odoo 14 keeps as text', () => {
  const text = (words: string) => ({ schedule: { kind: 'text', text: words } as const });
  test.each<[string, Parameters<typeof judgeDates>[0]]>([
    ['none is there', []],
    ['one sorts before now', [text('2026-11-28 09:00:00')]],
    ['one is no date and sorts before now', [text('(tomorrow)')]],
    ['one is now', [text(now.toISOString().slice(0, 19).replace('T', ' '))]],
    ['one is a date', [{ schedule: { kind: 'date', at: inMinutes(5) } as never }]],
  ])('leave some day where %s', (_, mails) => {
    expect(judgeDates(mails, now)).toBeUndefined();
  });

  test('never leave where they sort behind every date', () => {
    expect(judgeDates([text('tomorrow')], now)).toMatchObject({
      status: 'warn',
      explains: 1,
      summary: '1 mail has a scheduled date that is none ("tomorrow"), so that no run takes it.',
    });
    expect(judgeDates([text('tomorrow'), text('next week')], now)?.summary).toMatch(
      /^2 mails have .*\("tomorrow"\), so that no run takes them\.$/,
    );
  });
});
