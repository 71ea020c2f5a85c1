import { expect, test } from 'vitest';
import { createActivityLog } from '../../source/domain/activity/activity-log.ts';
import { openScreen } from '../support/open-screen.tsx';

test('a screen without a report of its own is written to a file and copied as it is seen', async () => {
  const screen = openScreen();
  screen.type('c');
  await screen.waitFor('What changed before it broke');
  screen.type('e');
  await screen.waitFor('Written to /home/anna/history.txt');
  expect(screen.asked.find((asked) => asked.startsWith('file '))).toMatch(
    /^file history\.txt: What changed before it broke\n/,
  );
  screen.type('Y');
  await screen.waitFor('Copied, if the terminal lets us: what the screen shows');
  const [, copied = ''] = /\u001b\]52;c;([^\u0007]*)\u0007/.exec(screen.written.join('')) ?? [];
  expect(Buffer.from(copied, 'base64').toString()).toContain('What changed before it broke');
});

test('the palette finds an action by its name and does it; a key that does nothing says so', async () => {
  const screen = openScreen();
  screen.type(':');
  await screen.waitFor('Enter do it');
  screen.type('screen changes');
  await screen.waitFor('❯ c');
  screen.type('\r');
  await screen.waitFor('What changed before it broke');
  screen.type('z');
  await screen.waitFor('z does nothing here; ? lists the keys.');
});

test('the log shows what is done while it is open, and writes the lines that fit the filter', async () => {
  const log = createActivityLog();
  const note = (text: string) =>
    log.add({ at: new Date(), kind: 'sql', on: 'acme', text, outcome: '1 row', durationMs: 3, failed: false });
  note('select first');
  const screen = openScreen({ log });
  screen.type('l');
  await screen.waitFor('select first');
  note('select second');
  await screen.waitFor('❯ ');
  await screen.waitFor('select second');
  screen.type('/first\r');
  await screen.waitFor('1 of 2 lines');
  screen.type('e');
  await screen.waitFor('1 line written to /home/anna/log.tsv');
  expect(screen.asked.join('\n')).toContain('select first');
  expect(screen.asked.join('\n')).not.toContain('select second');
});

const noSearch = {
  find: () => Promise.reject(new Error('nothing is found')),
  explain: () => Promise.reject(new Error('nothing is told')),
};

test('what is typed and pasted while a screen is loading reaches that screen, in its order', async () => {
  const loading = Promise.withResolvers<void>();
  const screen = openScreen({ loaded: loading.promise, search: noSearch });
  screen.type('/');
  await screen.waitFor('…');
  screen.type('inv');
  screen.type('\u001b[200~oice q?\u001b[201~');
  screen.type('12');
  await screen.settle();
  loading.resolve();
  await screen.waitFor('invoice q?12');
});

test('a screen that does not come says why, and what was typed for it does nothing', async () => {
  const loading = Promise.withResolvers<void>();
  const screen = openScreen({ loaded: loading.promise });
  screen.type('/');
  await screen.waitFor('…');
  screen.type('q');
  loading.reject(new Error('The database is gone.'));
  await screen.waitFor('The database is gone.');
  screen.type(':');
  await screen.waitFor('Enter do it');
});

test('the key that quits at once is heard while a screen is loading', async () => {
  const screen = openScreen({ loaded: new Promise(() => undefined) });
  screen.type('3');
  await screen.waitFor('…');
  screen.type('\u0003');
  await screen.closed;
});
