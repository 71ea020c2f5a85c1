import { describe, expect, test } from 'vitest';
import { openScreen, type ScreenOptions } from '../support/open-screen.tsx';
import { createPicture } from '../support/picture.ts';
import { ago } from './scenes/scene.ts';
import { sendingQueue, sickQueue, snapshot } from './scenes/sick-queue.ts';
import { createWizardSource } from './scenes/sick-wizard.ts';

/** A console that speaks, and what it said, every word once where lines were broken. */
const openSpoken = (options: ScreenOptions = {}) => {
  const screen = openScreen({ columns: 120, rows: 150, ...options, speaks: true });
  const said = (): string => screen.written.join('').replaceAll(/\r?\n/g, '\n');
  return { ...screen, said };
};

/** Bars, boxes, pointers and signs, and every sequence that moves the cursor or clears something. */
const isDrawn =
  /[\u2500-\u259f\u25b2-\u25bf\u25cf\u276f\u2714\u2716]|\u001b\[[\d;]*[A-HJKSTf]|\u001b\[\?1049h|\u001b\[\?25l/;

test('the queue says the verdict first, then the next step, then the numbers, the row and the keys', async () => {
  const screen = openSpoken({ wizard: createWizardSource() });
  for (const event of sickQueue) screen.tell(event);
  await screen.waitFor('Then, step 2');
  screen.type('?');
  await screen.waitFor('Keys, Everywhere:');
  screen.type('\u001b');
  await screen.waitFor(/Keys, Everywhere:[\s\S]*1 of 2: password refused/);
  const told = screen.said().split('\nQueue.\n').at(-1)?.replaceAll('\n', ' ') ?? '';
  const order = [
    'Wrong: The queue runner',
    'Next step, capital F begins it: Enter user and password anew',
    'Then, step 2: Switch the queue runner on.',
    'Now: ',
    'waiting: 1 204 mails, oldest 2 hours 52 minutes',
    'failed: 312 mails, oldest 1 day 1 hour',
    'Mails failed for 2 reasons: password refused',
    'Keys: capital F, mend;',
    '1 of 2: password refused (535 5.7.8), 298 mails, to act: you or provider',
  ].map((part) => told.indexOf(part));
  expect(order).toEqual(order.toSorted((one, other) => one - other));
  expect(order).not.toContain(-1);
  expect(screen.said()).not.toMatch(isDrawn);
});

test('what changes is said once, and the rest is not said again', async () => {
  const screen = openSpoken();
  for (const event of sickQueue) screen.tell(event);
  await screen.waitFor('1 of 2: password refused');
  await screen.settle();
  const before = screen.said();
  for (const event of sickQueue) screen.tell(event);
  await screen.settle();
  expect(screen.said()).toBe(before);
  const reason = 'PostgreSQL at db.internal, port 5432 does not answer any more.';
  screen.tell({
    kind: 'queue',
    event: { kind: 'lost', reason, since: ago(60_000), attempts: 1, loss: 'unreachable' },
  });
  await screen.waitFor('Wrong: PostgreSQL at db.internal');
  await screen.settle();
  const news = screen.said().slice(before.length);
  expect(news.match(/Wrong:/g)).toHaveLength(1);
  expect(news).not.toContain('waiting: 1 204');
});

test('while mails leave the numbers are told now and then, as they are', async () => {
  let now = new Date('2026-11-24T12:04:00Z');
  const screen = openSpoken({ clock: () => now });
  for (const event of sendingQueue) screen.tell(event);
  await screen.waitFor('waiting: 1 204 mails');
  for (const outgoing of [1_190, 1_180, 1_170]) screen.tell(snapshot(createPicture({ outgoing })));
  await screen.settle();
  expect(screen.said()).not.toMatch(/waiting: 1 1[789]0/);
  now = new Date(now.getTime() + 20_000);
  screen.tell(snapshot(createPicture({ outgoing: 1_160 })));
  await screen.waitFor('waiting: 1 160 mails');
  expect(screen.said()).not.toMatch(/waiting: 1 1[789]0/);
});

describe('what is pressed', () => {
  test('moves to another reason, which is said alone', async () => {
    const screen = openSpoken();
    for (const event of sickQueue) screen.tell(event);
    await screen.waitFor('1 of 2: password refused');
    await screen.settle();
    const before = screen.said();
    screen.type('j');
    await screen.waitFor('2 of 2: recipient unknown');
    await screen.settle();
    expect(screen.said().slice(before.length)).toMatch(/^2 of 2: recipient unknown[\s\S]*\n$/);
  });

  test('and does nothing says so each time', async () => {
    const screen = openSpoken();
    screen.type('z');
    await screen.waitFor('z does nothing here');
    screen.type('z');
    await screen.settle();
    expect(screen.said().match(/z does nothing here/g)).toHaveLength(2);
  });

  test('is echoed where something is written', async () => {
    const screen = openSpoken();
    screen.type(':');
    await screen.waitFor('Action:');
    screen.type('screen log');
    await screen.waitFor(/1 of \d+: the screen Log/);
    await screen.settle();
    expect(screen.text().trimEnd()).toMatch(/Action: screen log$/);
  });
});
