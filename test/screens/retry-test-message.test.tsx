import { describe, expect, test } from 'vitest';
import type { RetrySource } from '../../source/ui/screens/retry/source.ts';
import { openRetry } from '../support/open-retry.ts';
import { createRetrySource } from '../support/retry-source.ts';

/** A clock that is a second further whenever somebody looks. */
const createClock = () => {
  let time = Date.parse('2026-11-24T12:04:00Z');
  return () => {
    time += 1_000;
    return new Date(time);
  };
};

const openTest = async (sendTest: RetrySource['sendTest'], clock = createClock()) => {
  const previews: string[] = [];
  const source = createRetrySource(3, {
    previewTest: async (mailId, to) => {
      previews.push(`${mailId} ${to}`);
      const words = ['Server    Gmail, smtp.gmail.com:587', 'From      a@acme.example', 'Envelope  b@acme.example'];
      const way = words.map((line) => ({ status: 'skipped' as const, words: line }));
      const details = [...way, { status: 'warn' as const, words: 'Older builds send it as another.' }];
      return { mailId, told: { status: 'skipped', sentence: `A test message to ${to}`, details } };
    },
    sendTest,
  });
  const screen = await openRetry(source, { columns: 80, rows: 24, clock });
  await screen.waitFor('customer1@');
  screen.type('jT');
  await screen.waitFor('Send it to:');
  return { screen, previews };
};

const notWanted = () => Promise.reject(new Error('it was sent'));

describe('T sends a test as the mail under the cursor would go', () => {
  test('to exactly one address, shown before it goes, sent once by y, with the last word of the server', async () => {
    const sent: string[] = [];
    const { screen, previews } = await openTest(async ({ mailId, told }) => {
      sent.push(`${mailId} ${told.sentence}`);
      const details = ['Its last word: 250 queued as 4F2A91', 'Queue id: 4F2A91'];
      return {
        status: 'ok',
        sentence: 'smtp.gmail.com:587 took the message as 4F2A91.',
        details: details.map((words) => ({ status: 'skipped', words })),
      };
    });
    screen.type('ann\r');
    await screen.waitFor('A test goes to exactly one address.');
    screen.type('@one.example, bob@two.example\r');
    await screen.waitFor('Send it to: ann@one.example, bob@two.example');
    expect(previews).toEqual([]);
    screen.type('\u0015\u001b[200~Ann <ann@one.example>\u001b[201~');
    await screen.waitFor('Send it to: Ann <ann@one.example>');
    screen.type('\r');
    const shown = await screen.waitFor('Press y to send it, once.');
    expect(previews).toEqual(['2 ann@one.example']);
    expect(shown).toContain('A test as mail 2 would go');
    expect(shown).toMatch(
      /A test message to ann@one\.example\n\n +Server {4}Gmail.*\n +From.*\n +Envelope.*\n +! Older/,
    );
    screen.type('\ryyy');
    const end = await screen.waitFor('Queue id: 4F2A91');
    expect(end).toContain('✔ smtp.gmail.com:587 took the message as 4F2A91.');
    expect(end).toContain('Its last word: 250 queued as 4F2A91');
    expect(sent).toEqual(['2 A test message to ann@one.example']);
    screen.type('\u001b');
    await screen.waitFor('3 failed mails');
  });

  test('Enter does not send it, and Esc on the preview leaves it unsent', async () => {
    const { screen } = await openTest(notWanted);
    screen.type('ann@one.example\r');
    await screen.waitFor('Press y to send it, once.');
    screen.type('\r\u001b');
    await screen.waitFor('3 failed mails');
    expect(screen.text()).not.toContain('it was sent');
  });

  test('y that was typed before the preview was there to be read does not send it', async () => {
    const { screen } = await openTest(notWanted, () => new Date('2026-11-24T12:04:00Z'));
    screen.type('ann@one.example\r');
    await screen.waitFor('Press y to send it, once.');
    screen.type('y');
    await screen.waitFor('That came before it can have been read');
  });

  test('every letter is part of the address, and Esc sends nothing', async () => {
    const { screen, previews } = await openTest(notWanted);
    screen.type('qyT?');
    await screen.waitFor('Send it to: qyT?');
    screen.type('\u001b');
    await screen.waitFor('3 failed mails');
    expect(previews).toEqual([]);
  });

  test('while the server has not answered s stops it, and what came of it is told', async () => {
    const { screen } = await openTest(
      (_preview, { signal }) =>
        new Promise((resolve) => {
          const sentence = 'The message may have been delivered: the server was given all of it.';
          signal.addEventListener('abort', () => resolve({ status: 'warn', sentence, details: [] }));
        }),
    );
    screen.type('ann@one.example\r');
    await screen.waitFor('Press y');
    screen.type('y');
    await screen.waitFor('The message is being handed to the server');
    screen.type('s');
    await screen.waitFor('! The message may have been delivered');
  });

  test.each([
    ['with --read-only', { readOnly: true }, 'T', 'Read-only: the console was started with --read-only.'],
    ['on a neutralized copy', { neutralized: true }, 'T', 'This is a neutralized copy'],
    ['on a group', {}, 'bT', 'This is no single mail.'],
  ])('%s it says why it is off', async (_where, target, keys, reason) => {
    const screen = await openRetry(undefined, { target });
    await screen.waitFor('customer1@');
    screen.type(keys);
    expect(await screen.waitFor(reason)).not.toContain('Send it to:');
  });

  test('where nothing may be changed in the database a test can still be sent', async () => {
    const screen = await openRetry(undefined, { target: { changesOff: 'This version is not changed.' } });
    await screen.waitFor('customer1@');
    screen.type('T');
    await screen.waitFor('Send it to:');
  });
});
