import { describe, expect, test } from 'vitest';
import type { FirstLook } from '../../source/domain/finding/vital-sign.ts';
import { openScreen } from '../support/open-screen.tsx';
import { createPicture } from '../support/picture.ts';

const refused = "535\nb'5.7.8 Username and Password not accepted'";
const unknown = `Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\nSMTPRecipientsRefused: {'a@b.example': (550, b'5.1.1 User unknown')}`;
const picture = createPicture({
  outgoing: 1_204,
  failures: [refused, refused, refused, unknown],
  oldestOutgoingAt: new Date('2026-11-24T09:12:00Z'),
  oldestExceptionAt: new Date('2026-11-24T06:01:00Z'),
  hour: {
    arrivals: [1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 9],
    departures: Array.from({ length: 12 }, () => 0),
    newFailures: Array.from({ length: 12 }, () => 0),
  },
});
const snapshot = { kind: 'queue', event: { kind: 'snapshot', picture } } as const;
const nothingMoved = { arrived: [], changed: [], departed: [] };
const firstLook: FirstLook = {
  status: 'fail',
  summary: 'Nothing is being sent: the Email Queue Manager is switched off.',
  detail: '1 204 waiting · 4 failed, 3 of them: password refused',
  vitalSigns: [
    { subject: 'Queue runner', status: 'fail', words: 'switched off, last run 09:12' },
    { subject: 'Odoo', status: 'ok', words: 'connected, 1 cron worker' },
  ],
};

const openWithQueue = (options: Parameters<typeof openScreen>[0] = {}) => {
  const screen = openScreen(options);
  screen.tell(snapshot);
  screen.tell({ kind: 'first-look', firstLook });
  return screen;
};

test('the queue is told in one sentence, counts with ages, and reasons with their codes', async () => {
  const screen = openWithQueue();
  const text = await screen.waitFor('password refused (535 5.7.8)');
  expect(text).toContain('acme · Odoo 18.0 · db.internal');
  expect(text).toContain('✖ Nothing is being sent: the Email Queue Manager is switched off.');
  expect(text).toMatch(/waiting +1 204 +2 h 52 m +▂▂▃▃▃▄▅▆▆▇██ +max 9/);
  expect(text).toMatch(/failed +4 +6 h 03 m/);
  expect(text).toMatch(/Queue runner +✖ switched off, last run 09:12/);
  expect(text).toMatch(/recipient unknown \(550 5\.1\.1\) +1 /);
});

describe('no line is broken or cut off at the right', () => {
  test.each([
    [80, 24],
    [120, 40],
    [200, 60],
    [60, 20],
    [40, 10],
  ])('%i×%i', async (columns, rows) => {
    const screen = openWithQueue({ columns, rows });
    await screen.waitFor('q quit');
    const lines = screen.lines();
    expect(lines).toHaveLength(rows);
    expect(lines.at(-1)).toContain('q quit');
    expect(lines[0]).toContain('odoo-mail-doctor');
    expect(lines.filter((line) => /^ ?State/.test(line))).toHaveLength(1);
  });
});

test('a window that is too small says how large it must be, and draws again when it is', async () => {
  const screen = openWithQueue();
  await screen.waitFor(/waiting +[≥\d]/);
  screen.resize(39, 9);
  await screen.waitFor('at least 40×10');
  screen.resize(100, 30);
  await screen.waitFor(/waiting +[≥\d]/);
});

test('help lists every key of the screen from the table that dispatches them, and scrolls', async () => {
  const screen = openWithQueue({ rows: 20 });
  await screen.waitFor(/waiting +[≥\d]/);
  screen.type('?');
  const text = await screen.waitFor('Everywhere');
  for (const shown of ['j ↓', 'p  ', 'r  ', '+  ', '1  ']) expect(text).toContain(`  ${shown}`);
  expect(text).not.toContain('Ctrl+L');
  screen.type('G');
  await screen.waitFor('Ctrl+L');
  screen.type('q');
  await screen.waitFor(/waiting +[≥\d]/);
});

test('help that was scrolled to its end and back is as it was, whatever keys two sections share', async () => {
  const screen = openWithQueue({ columns: 80, rows: 24 });
  screen.type('3');
  await screen.waitFor('No mail waits');
  screen.type('?');
  const text = await screen.waitFor('send failed mails again');
  screen.type('Gjjj');
  const end = await screen.waitFor('Ctrl+L');
  const shown = end.split('\n').filter((line) => line.startsWith('  '));
  expect(new Set(shown).size).toBe(shown.length);
  screen.type('g');
  expect(await screen.waitFor('send failed mails again')).toBe(text);
});

test('p keeps the screen still and counts what changes', async () => {
  const screen = openWithQueue();
  await screen.waitFor(/waiting +[≥\d]/);
  screen.type('p');
  await screen.waitFor('paused, 0 changes waiting');
  const later = createPicture({ outgoing: 9_999 });
  const departed = [{ id: 1, was: 'outgoing', became: 'sent' }] as const;
  screen.tell({ kind: 'queue', event: { kind: 'delta', picture: later, delta: { ...nothingMoved, departed } } });
  expect(await screen.waitFor('paused, 1 change waiting')).toContain('1 204');
  screen.type('p');
  await screen.waitFor('9 999');
});

test('a key that is off says why', async () => {
  const screen = openWithQueue();
  await screen.waitFor(/waiting +[≥\d]/);
  screen.type('p');
  screen.type('r');
  await screen.waitFor('Paused: p goes on.');
  expect(screen.asked).toEqual([]);
});

test('what is said is not cut: it takes the line of the keys, too, until the next key', async () => {
  const screen = openWithQueue({ columns: 40, rows: 20 });
  await screen.waitFor('q quit');
  screen.type('\u001b[5~');
  await screen.waitFor(/PgUp does nothing here; \? lists the *\n *keys\./);
  expect(screen.lines().at(-1)).not.toContain('quit');
  screen.type('p');
  await screen.waitFor('q quit');
});

test('r looks now, + and - change the interval', async () => {
  const screen = openWithQueue();
  await screen.waitFor('live 2 s');
  screen.type('r+');
  await screen.waitFor('live 5 s');
  screen.type('--');
  await screen.waitFor('live 1 s');
  expect(screen.asked).toEqual(['refresh', 'interval 5000', 'interval 2000', 'interval 1000']);
});

test('a lost database is said in a sentence while the last numbers stay', async () => {
  const screen = openWithQueue();
  await screen.waitFor(/waiting +[≥\d]/);
  const since = new Date('2026-11-24T12:03:00Z');
  screen.tell({
    kind: 'queue',
    event: { kind: 'lost', reason: 'PostgreSQL is shutting down.', since, attempts: 1, loss: 'unreachable' },
  });
  const text = await screen.waitFor('✖ PostgreSQL is shutting down.');
  expect(text).toContain('no connection');
  expect(text).toContain('1 204');
});

test('before everything was counted the numbers say so', async () => {
  const screen = openScreen();
  const partial = createPicture({ outgoing: 812, complete: false });
  screen.tell({ kind: 'queue', event: { kind: 'snapshot', picture: partial } });
  expect(await screen.waitFor('≥ 812')).toMatch(/sent +…/);
});

test('without colours no cell is coloured and the signs remain', async () => {
  const screen = openWithQueue({ colors: false });
  await screen.waitFor('✖ switched off');
  expect(screen.isColored('✖ switched off')).toBe(false);
});

test('with colours what failed is coloured', async () => {
  const screen = openWithQueue();
  await screen.waitFor('✖ switched off');
  expect(screen.isColored('✖ switched off')).toBe(true);
});

test('--ascii shows no character outside ASCII but the ones of the data', async () => {
  const screen = openWithQueue({ ascii: true });
  const text = await screen.waitFor('x switched off');
  expect(text.replaceAll('·', '')).toMatch(/^[\x20-\x7e\n]*$/);
});

test.each([
  [false, /[⠀-⣿] connecting/],
  [true, /[-\\|/] connecting/],
])('what is waited for turns in the signs of the theme, --ascii %s', async (ascii, sign) => {
  await openScreen({ ascii }).waitFor(sign);
});

test('READ-ONLY and NEUTRALIZED stand in the header', async () => {
  const screen = openWithQueue({ columns: 100, target: { readOnly: true, neutralized: true } });
  expect(await screen.waitFor('READ-ONLY')).toContain('NEUTRALIZED');
});

test('a standby and a pooler stand beside the host', async () => {
  const screen = openWithQueue({ columns: 120, target: { ground: ['standby', 'through a pooler in session mode'] } });
  expect(await screen.waitFor(/waiting +[≥\d]/)).toContain(' · standby · through a pooler in session mode');
});

test('q closes the console', async () => {
  const screen = openWithQueue();
  await screen.waitFor(/waiting +[≥\d]/);
  screen.type('q');
  await screen.closed;
});
