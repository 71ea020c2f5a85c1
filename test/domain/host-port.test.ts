import { expect, test } from 'vitest';
import { UsageError } from '../../source/domain/errors.ts';
import { formatHostPort, parseHostPort } from '../../source/domain/host-port.ts';

test.each([
  ['mail.example.com', 'mail.example.com', undefined],
  ['mail.example.com:587', 'mail.example.com', 587],
  ['192.0.2.1:25', '192.0.2.1', 25],
  ['::1', '::1', undefined],
  ['2001:db8::25', '2001:db8::25', undefined],
  ['[2001:db8::1]:465', '2001:db8::1', 465],
  ['[::1]', '::1', undefined],
  [' 192.0.2.1 ', '192.0.2.1', undefined],
])('%s is read', (text, host, port) => {
  expect(parseHostPort(text)).toEqual({ host, port });
});

test.each([
  '',
  ':53',
  'mail:',
  '[mail.example.com]:25',
  '2001:db8::zz',
  'a b',
  'mail:0',
  'mail:70000',
  'mail:smtp',
  'smtp://mail',
  '[::1',
  'mail:25:26',
])('%j is refused', (text) => {
  expect(() => parseHostPort(text)).toThrow(UsageError);
});

test('an IPv6 address is written in brackets', () => {
  expect(formatHostPort('::1', 25)).toBe('[::1]:25');
  expect(formatHostPort('mail.example.com', 587)).toBe('mail.example.com:587');
});
