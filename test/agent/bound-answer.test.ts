import { expect, test } from 'vitest';
import { boundAnswer, mostBytes } from '../../source/agent/bound-answer.ts';
import { UserError } from '../../source/domain/errors.ts';

const goOn = 'Ask for less.';
const sizeOf = (bound: { readonly document: object; readonly text: string }): number =>
  Buffer.byteLength(JSON.stringify(bound));

test('what fits is left as it is', () => {
  const document = { list: Array.from({ length: 1_000 }, (_, index) => index), text: 'x'.repeat(50_000), none: null };
  expect(boundAnswer({ document, text: 'Short.', goOn })).toEqual({ document, text: 'Short.' });
});

test('long texts are cut first, and the answer says so and how to go on', () => {
  const document = { mails: Array.from({ length: 100 }, () => ({ subject: 'ä'.repeat(3_000), id: 1 })) };
  const bound = boundAnswer({ document, text: 'Short.', whole: ['mails'], goOn });
  expect(sizeOf(bound)).toBeLessThan(mostBytes);
  expect(bound.document).toMatchObject({ mails: { length: 100 } });
  expect(bound.text).toBe('Short.\nShortened to fit: texts have at most 400 characters. Ask for less.');
});

test('lists are cut where that is not enough, and counted; those that cannot be asked for in parts never', () => {
  const recipients = Array.from({ length: 300 }, () => 'x'.repeat(30));
  const document = { mails: Array.from({ length: 20 }, () => ({ recipients })) };
  const bound = boundAnswer({ document, text: '', whole: ['mails'], goOn });
  expect(sizeOf(bound)).toBeLessThan(mostBytes);
  expect(bound.document).toMatchObject({ mails: { length: 20 } });
  expect(bound.text).toContain('Left out: 4 000 of recipients.');
});

test('what cannot be made to fit is refused with how to ask for less', () => {
  const document = { mails: Array.from({ length: 50_000 }, (_, index) => index) };
  expect(() => boundAnswer({ document, text: '', whole: ['mails'], goOn })).toThrow(UserError);
});

test('a long text ends within its room, and never within a character', () => {
  const { text } = boundAnswer({ document: {}, text: '€'.repeat(5_000), goOn });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8_000);
  expect(text).toMatch(/^€+\n… the rest stands in the structured content\.$/);
});

test('a cut leaves no half of a character', () => {
  const document = { texts: Array.from({ length: 40 }, () => `${'x'.repeat(3_998)}${'😀'.repeat(10)}`) };
  const { document: bound } = boundAnswer({ document, text: '', goOn });
  expect(JSON.stringify(bound).isWellFormed()).toBe(true);
  expect(JSON.stringify(bound)).not.toContain('\\ud83d');
});
