import { expect, test } from 'vitest';
import { holdsWords, readSoughtText } from '../../../source/domain/mail/sought-text.ts';

const nothing = { mailId: null, messageId: null, messageIdHeader: null, document: null };

test.each([
  ['45987', { ...nothing, mailId: 45987, meansPeople: false }],
  ['#45987', { ...nothing, mailId: 45987, meansPeople: false }],
  ['99999999999', { ...nothing, meansPeople: false }],
  ['0', { ...nothing, meansPeople: false }],
  ['message:812', { ...nothing, messageId: 812, meansPeople: false }],
  ['account.move,17', { ...nothing, document: { model: 'account.move', id: 17 }, meansPeople: false }],
  ['account.move,', { ...nothing, meansPeople: true }],
  ['INV/2026/123', { ...nothing, meansPeople: false }],
  ['S00012', { ...nothing, meansPeople: false }],
  ['rosa@example.com', { ...nothing, messageIdHeader: '<rosa@example.com>', meansPeople: true }],
  ['<12.34@odoo>', { ...nothing, messageIdHeader: '<12.34@odoo>', meansPeople: true }],
  ['Message-ID: <12.34@odoo>', { ...nothing, messageIdHeader: '<12.34@odoo>', meansPeople: true }],
  ['Rosa Schneider', { ...nothing, meansPeople: true }],
])('%s is read as what it can mean', (typed, meaning) => {
  expect(readSoughtText(typed)).toMatchObject(meaning);
});

test('control characters, escape sequences and lone surrogates are no part of what is searched', () => {
  expect(readSoughtText('  Ro\u0000sa \u001b[31mSchneider\ud800 ')).toMatchObject({ words: ['Rosa', 'Schneider'] });
});

test.each(['', '   ', '\u0000', '\u001b[2J', '\ud800'])('there is nothing to search for in %j', (typed) => {
  expect(readSoughtText(typed)).toBeUndefined();
});

test('of a text without end the beginning is searched, and eight words of it', () => {
  const sought = readSoughtText(Array.from({ length: 5_000 }, (_, word) => `w${word}`).join(' '));
  expect(sought?.text.length).toBeLessThanOrEqual(200);
  expect(sought?.words).toHaveLength(8);
});

test.each([
  ['Invoice INV/2026/45', ['INV/2026/45'], true],
  ['Invoice INV/2026/456', ['INV/2026/45'], false],
  ['Invoice INV/2026/456 and INV/2026/45', ['INV/2026/45'], true],
  ['Call 2017', ['17'], false],
  ['Call 17', ['17'], true],
  ['S17b', ['17'], true],
  ['Your Order', ['order', 'YOUR'], true],
  ['Your Order', ['order', 'my'], false],
  ['Reordered', ['order'], true],
])('%s holds %j: %s', (text, words, expected) => {
  expect(holdsWords(text, words)).toBe(expected);
});
