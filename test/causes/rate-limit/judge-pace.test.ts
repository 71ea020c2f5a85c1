import { describe, expect, test } from 'vitest';
import {
  chooseCalls,
  hoursUntilBack,
  leaveFirst,
  paceUnder,
  scheduleRows,
  spreadOverHours,
  tellUnwritten,
} from '../../../source/causes/rate-limit/judge-pace.ts';
import { findWorst } from '../../../source/causes/rate-limit/last-refusals.ts';
import { requireLimit, requireSize, suggestBatch } from '../../../source/causes/rate-limit/limit-batch-remedy.ts';
import { selectBacklog } from '../../../source/causes/rate-limit/measure-server-backlog.ts';
import { leaveOut } from '../../../source/causes/rate-limit/measure-usage.ts';
import {
  chooseNewest,
  insistRows,
  mayTakeOver,
  requirePercent,
} from '../../../source/causes/rate-limit/move-share-remedy.ts';
import { requireNumber } from '../../../source/causes/rate-limit/pace-queue-remedy.ts';
import type { QueueSender } from '../../../source/domain/mail/queue-sender.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import type { Quota } from '../../../source/domain/providers/quota.ts';
import { buildServer } from '../../domain/routing/build-facts.ts';

const now = new Date('2026-11-28T12:00:00Z');
const hour = 3_600_000;
const quota = (count: number, hours: number) =>
  ({ limit: { count }, windowMs: hours * hour }) as unknown as Pick<Quota, 'limit' | 'windowMs'>;

describe('the pace that is suggested', () => {
  test.each<[limits: readonly Pick<Quota, 'limit' | 'windowMs'>[], perDay: number]>([
    [[], 500],
    [[quota(2_000, 24)], 1_800],
    [[quota(100, 1)], 2_160],
    [[quota(2_000, 24), quota(50, 1)], 1_080],
    [[quota(15, 24)], 13],
  ])('under %j is %i a day', (limits, perDay) => {
    expect(paceUnder(limits)).toBe(perDay);
  });

  test.each<[situation: string, sent: number | undefined, backInHours: number | undefined, hours: number]>([
    ['nothing is used up', 99, undefined, 0],
    ['nobody knows what was sent', undefined, undefined, 0],
    ['a day is used up', 100, undefined, 24],
    ['the server takes mail again in half an hour', 0, 0.5, 1],
    ['the server takes mail again in exactly two hours', 0, 2, 2],
    ['it did so long ago', 0, -5, 0],
    ['both', 100, 30, 30],
  ])('begins where %s in so many hours: %j', (_, sent, backInHours, hours) => {
    const back = backInHours === undefined ? undefined : new Date(now.getTime() + backInHours * hour);
    expect(hoursUntilBack([{ sent, quota: quota(100, 24) }], back, now)).toBe(hours);
  });
});

describe('mails that are spread', () => {
  test.each<[count: number, perDay: number, hours: readonly number[]]>([
    [4, 48, [0, 0, 1, 1]],
    [3, 24, [0, 1, 2]],
    [3, 71, [0, 0, 1]],
    [3, 12, [0, 2, 4]],
    [4, 10, [0, 2, 4, 7]],
    [2, 1, [0, 24]],
    [0, 5, []],
  ])('%i at %i a day leave after %j hours', (count, perDay, hours) => {
    expect(spreadOverHours(count, perDay).map((ms) => ms / hour)).toEqual(hours);
  });

  test('of the first hour stay as they are', () => {
    expect(leaveFirst(['a', 'a', 'b'])).toEqual([undefined, undefined, 'b']);
    expect(leaveFirst([])).toEqual([]);
  });

  test('are those that wait still and have another date', () => {
    const current = new Map([
      [1, { state: 'outgoing', scheduled_date: null }],
      [2, { state: 'sent', scheduled_date: null }],
      [3, { state: 'outgoing', scheduled_date: '2026-11-28 13:00:00' }],
      [4, { state: 'outgoing', scheduled_date: '2026-11-28 13:00:00' }],
      [5, { state: 'outgoing', scheduled_date: null }],
    ]);
    const [later, latest] = ['2026-11-28 13:00:00', '2026-11-28 14:00:00'];
    expect(scheduleRows([1, 2, 3, 4, 5, 6], current, [later, later, later, latest, undefined, later])).toEqual([
      { id: 1, before: { scheduled_date: null }, after: { scheduled_date: later } },
      { id: 4, before: { scheduled_date: later }, after: { scheduled_date: latest } },
    ]);
  });

  test('have Odoo called once for each hour to come', () => {
    const times = ['2026-11-28 12:00:00', '2026-11-28 13:00:00', '2026-11-28 13:00:00', '2026-11-28 14:00:00'];
    expect(chooseCalls(times, now).map((at) => at.toISOString().slice(11, 16))).toEqual(['13:00', '14:00']);
    expect(chooseCalls([], now)).toEqual([]);
  });

  test('of very many hours have the last one called for, and not those before it', () => {
    const times = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        new Date(now.getTime() + (index + 1) * hour).toISOString().slice(0, 19).replace('T', ' '),
      );
    expect(chooseCalls(times(1_000), now)).toHaveLength(1_000);
    const called = chooseCalls(times(1_003), now).map((at) => (at.getTime() - now.getTime()) / hour);
    expect([called.length, called.at(-2), called.at(-1)]).toEqual([1_000, 999, 1_003]);
  });
});

describe('a share that takes another server', () => {
  const mails = [{ messageId: 1 }, { messageId: 2 }, { messageId: 2 }, { messageId: 3 }, { messageId: 4 }];
  test.each<[percent: number, messages: readonly number[]]>([
    [100, [1, 2, 3, 4]],
    [50, [3, 4]],
    [26, [3, 4]],
    [25, [4]],
    [1, [4]],
  ])('of %i %% are the newest messages: %j', (percent, messages) => {
    expect(chooseNewest(mails, percent)).toEqual(messages);
  });

  test.each<[text: string, isTaken: boolean]>([
    ['0', false],
    ['-1', false],
    ['1', true],
    ['0.5', true],
    ['100', true],
    ['100.5', false],
    ['half', false],
  ])('%s percent can be asked for: %j', (text, isTaken) => {
    if (isTaken) expect(requirePercent(text)).toBe(Number(text));
    else expect(() => requirePercent(text)).toThrow('between 1 and 100');
  });

  const server = buildServer({ id: 2 });
  const owned = { ...server, owner: { userId: 6, count: 0, countedSince: null } };
  test.each([
    ['is in use', 'server:2', server, true],
    ['is the same', 'server:1', server, false],
    ['is archived', 'server:2', { ...server, active: false }, false],
    ["is somebody's own", 'server:2', owned, false],
    ["is nobody's own", 'server:2', { ...server, owner: null }, true],
    ['stands in odoo.conf alone', 'conf', null, false],
  ])('may go to a server that %s', (_, subject, row, may) => {
    expect(mayTakeOver({ subject, server: row }, 'server:1')).toBe(may);
  });

  test('insists on it, where the message is there and does not do so already', () => {
    const current = new Map([
      [1, { mail_server_id: null }],
      [2, { mail_server_id: '7' }],
      [3, { mail_server_id: '5' }],
    ]);
    expect(insistRows([1, 2, 3, 4], current, '7')).toEqual([
      { id: 1, before: { mail_server_id: null }, after: { mail_server_id: '7' } },
      { id: 3, before: { mail_server_id: '5' }, after: { mail_server_id: '7' } },
    ]);
  });
});

describe('a limit on batches', () => {
  const [perRun, perSession] = ['mail.mail.queue.batch.size', 'mail.session.batch.size'];
  test.each<[OdooSeries, readonly string[], size: string]>([
    [14, [perSession], '50'],
    [18, [perRun, perSession], '80'],
  ])('on Odoo %i is one of %j, to begin with of %s', (series, choices, size) => {
    const suggested = suggestBatch(series);
    expect(suggested).toEqual({ choices, parameter: choices[0], size });
    for (const each of choices) expect(() => requireLimit(each, series)).not.toThrow();
  });

  test.each<[OdooSeries, parameter: string, tryThis: string]>([
    [14, perRun, `It has ${perSession}.`],
    [18, 'mail.batch', `It has ${perSession} and ${perRun}.`],
  ])('on Odoo %i is not %s', (series, parameter, tryThis) => {
    expect(() => requireLimit(parameter, series)).toThrow(
      expect.objectContaining({ message: `Odoo ${series} has no limit '${parameter}'.`, tryThis }),
    );
  });

  test.each<[text: string, size: number | undefined]>([
    ['1', 1],
    ['80', 80],
    ['0', undefined],
    ['-3', undefined],
    ['1.5', undefined],
    ['many', undefined],
  ])('of %s mails is taken as %j', (text, size) => {
    if (size === undefined) expect(() => requireSize(text)).toThrow('whole number of at least 1');
    else expect(requireSize(text)).toBe(size);
  });

  test.each<[text: string, least: number, value: number | undefined]>([
    ['1', 1, 1],
    ['0.5', 1, undefined],
    ['0', 0, 0],
    ['-1', 0, undefined],
    ['x', 0, undefined],
    ['Infinity', 0, undefined],
  ])('a pace of %s where at least %i is wanted: %j', (text, least, value) => {
    const request = { subject: null, values: { texts: { perDay: text }, secrets: {} } };
    const required = () => requireNumber(request, 'perDay', 'Mails a day', least);
    if (value === undefined) expect(required).toThrow(`Mails a day must be a number of at least ${least}.`);
    else expect(required()).toBe(value);
  });
});

describe('what waits for a server', () => {
  const sender = (from: string, companyId: number): QueueSender => ({
    from,
    forcedServerId: null,
    companyId,
    aliasDomainId: null,
    authorId: null,
    mails: 1,
    sampleMailId: 1,
  });
  const mail = (id: number, from: string, schedule: unknown = { kind: 'at-once' }) =>
    ({ id, from, forcedServerId: null, schedule }) as Parameters<typeof selectBacklog>[1][number];
  const senders = [sender('ann@a.example', 1), sender('bob@a.example', 1), sender('bob@a.example', 2)];

  test('is due, of senders who all lead there, oldest first', () => {
    const mails = [
      mail(5, 'ann@a.example'),
      mail(4, 'ann@a.example', { kind: 'not-before', at: now }),
      mail(3, 'ann@a.example', { kind: 'not-before', at: new Date(now.getTime() + 1) }),
      mail(2, 'bob@a.example'),
    ];
    const leadsThere = ({ companyId }: QueueSender): boolean => companyId === 1;
    const backlog = selectBacklog(senders, mails, { leadsThere, now });
    expect(backlog.mails.map(({ id }) => id)).toEqual([4, 5]);
    expect(backlog.senders.map(({ from }) => from)).toEqual(['ann@a.example']);
  });

  test('is told without what is held back longer', () => {
    const counts = new Map([
      ['server:1', 9],
      ['server:2', 4],
    ]);
    expect([...leaveOut(counts, new Map([['server:1', 3]]))]).toEqual([
      ['server:1', 6],
      ['server:2', 4],
    ]);
  });
});

describe('what each server said last of its limits', () => {
  const daily = `SMTPDataError: (550, b'5.4.5 Daily user sending limit exceeded')`;
  const burst = `SMTPDataError: (421, b'4.7.0 Too many messages, slow down')`;
  const failed = (subject: string, minutes: number, failure: string) => ({
    subject,
    failedAt: new Date(now.getTime() - minutes * 60_000),
    failure,
  });
  const relays = [{ subject: 'server:1', host: 'smtp.gmail.com' }];

  test('is what keeps it longest, whichever it said first', () => {
    const said = [failed('server:1', 1, burst), failed('server:1', 60, daily), failed('server:2', 5, burst)];
    for (const each of [said, said.toReversed()]) {
      const worst = findWorst(each, relays);
      expect([worst.get('server:1')?.class, worst.size]).toEqual(['rate.daily', 2]);
    }
  });

  test('of one kind is the newest', () => {
    const worst = findWorst([failed('server:2', 60, daily), failed('server:2', 5, daily)], relays);
    expect(worst.get('server:2')).toMatchObject({ at: new Date(now.getTime() - 5 * 60_000), codes: '550 5.4.5' });
  });

  test('is nothing where it refused for another reason', () => {
    expect(findWorst([failed('server:1', 1, `SMTPAuthenticationError: (535, b'5.7.8 no')`)], relays).size).toBe(0);
  });

  test('is read as its host means it', () => {
    const [known] = [...findWorst([failed('server:1', 1, daily)], relays).values()];
    const [unknown] = [...findWorst([failed('server:2', 1, daily)], relays).values()];
    expect([known?.back.reset?.kind, unknown?.back.reset?.kind]).toEqual(['sliding', undefined]);
  });
});

test.each([
  [0, []],
  [1, ['1 more waiting mail of this server already at the right time: left alone.']],
  [256, ['256 more waiting mails of this server already at the right time: left alone.']],
])('%i mails that keep their time are counted beside those that get one', (others, sentences) => {
  expect(tellUnwritten(others)).toEqual(sentences);
});
