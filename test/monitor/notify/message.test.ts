import { expect, test } from 'vitest';
import type { MailRoute } from '../../../source/monitor/config/config.ts';
import { webhookBody } from '../../../source/monitor/notify/call-webhook.ts';
import { composeAlertMessage, tryMessage } from '../../../source/monitor/notify/message.ts';
import { addPending, freshNotifier, postpone, settle } from '../../../source/monitor/notify/outbox.ts';
import { orderRoutes } from '../../../source/monitor/notify/send-mail.ts';
import type { AlertEvent } from '../../../source/monitor/state.ts';

const at = Date.parse('2026-11-28T12:00:00Z');
const event = (given: Partial<AlertEvent> = {}): AlertEvent => ({
  id: 'one',
  kind: 'raised',
  database: 'acme',
  rule: 'queue-runner',
  subject: '',
  level: 'fail',
  sentence: 'The runner is <b>late</b> & so on',
  at,
  since: at,
  ...given,
});

test('a mail server that the sick Odoo sends through itself is tried last', () => {
  const route = (host: string): MailRoute => ({ host, port: 25, secure: false, requireTls: false });
  const routes = ['sick.example', 'well.example', 'other.example'].map(route);
  expect(orderRoutes(routes, ['sick.example']).map(({ host }) => host)).toEqual([
    'well.example',
    'other.example',
    'sick.example',
  ]);
});

test('one alert is named in the title, several are counted', () => {
  expect(composeAlertMessage([event()]).title).toBe('Alert: acme: The queue runner is late');
  const several = composeAlertMessage([event(), event({ kind: 'recovered', since: at - 7_200_000 })]);
  expect(several.title).toBe('2 alerts: Alert: acme: The queue runner is late …');
  expect(several.paragraphs[1]).toContain('It lasted 2 h 00 m.');
});

test('a try is taken for no alert, in words and in what programs read', () => {
  expect(tryMessage.title).toBe('A try of odoo-mail-doctor: nothing is wrong');
  expect(webhookBody('json', tryMessage)).toEqual({ schema: 1, title: tryMessage.title, events: [] });
  expect(JSON.stringify(webhookBody('slack', tryMessage))).not.toMatch(/Alert:|queue/);
});

test('of very many alerts the first are shown and the others counted', () => {
  const { paragraphs } = composeAlertMessage(Array.from({ length: 53 }, () => event()));
  expect(paragraphs).toHaveLength(51);
  expect(paragraphs.at(-1)).toBe('3 more are not shown.');
});

test('each kind of webhook gets what it reads', () => {
  const message = composeAlertMessage([event()]);
  expect(webhookBody('json', message)).toEqual({
    schema: 1,
    title: message.title,
    events: [
      {
        id: 'one',
        kind: 'raised',
        database: 'acme',
        rule: 'queue-runner',
        subject: null,
        level: 'fail',
        sentence: 'The runner is <b>late</b> & so on',
        at: '2026-11-28T12:00:00.000Z',
        since: '2026-11-28T12:00:00.000Z',
      },
    ],
  });
  expect(JSON.stringify(webhookBody('slack', message))).toContain('&lt;b&gt;late&lt;/b&gt; &amp; so on');
  expect(webhookBody('teams', message)).toMatchObject({
    type: 'message',
    attachments: [{ content: { type: 'AdaptiveCard', body: [{ text: message.title }, {}] } }],
  });
});

test('what is not taken is tried again, each time later, and given up after a day', () => {
  let state = addPending(freshNotifier, [event()], at);
  expect(state.nextAt).toBe(at);
  const waits = [0, 1, 2, 3, 4, 5, 6, 7].map(() => {
    state = postpone(state, 'no', at);
    return (state.nextAt ?? 0) - at;
  });
  expect(waits.map((ms) => ms / 1_000)).toEqual([10, 20, 40, 80, 160, 320, 640, 900]);
  expect(state).toMatchObject({ failed: 8, attempts: 8, dropped: 0, trouble: 'no' });
  expect(postpone(state, 'no', at + 86_400_000)).toMatchObject({ dropped: 1, pending: [], nextAt: null });
});

test('what was told is pending no more; what came meanwhile still is', () => {
  const first = event();
  const later = event({ id: 'two' });
  const state = addPending(addPending(freshNotifier, [first], at), [later], at);
  expect(settle(state, [first], at)).toMatchObject({ sent: 1, pending: [later], nextAt: at });
  expect(settle(state, [first, later], at)).toMatchObject({ sent: 1, pending: [], nextAt: null });
});
