import { expect, test } from 'vitest';
import { UsageError } from '../../../source/domain/errors.ts';
import { parseListenAddress } from '../../../source/monitor/metrics/listen-address.ts';

test.each([
  ['127.0.0.1:9187', '127.0.0.1', true],
  ['127.8.0.1:9187', '127.8.0.1', true],
  ['localhost:9187', '127.0.0.1', true],
  ['[::1]:9187', '::1', true],
  ['0.0.0.0:9187', '0.0.0.0', false],
  ['[::]:9187', '::', false],
  ['192.0.2.127:9187', '192.0.2.127', false],
  ['[2001:db8::1]:9187', '2001:db8::1', false],
])('%s is an address to listen on', (text, host, isLoopback) => {
  expect(parseListenAddress(text)).toEqual({ host, port: 9187, isLoopback });
});

test.each([
  '9187',
  ':9187',
  '127.0.0.1',
  '127.0.0.1:0',
  '127.0.0.1:99999',
  'metrics.example:9187',
  '::1',
  'http://127.0.0.1:9187',
  '',
])("'%s' is none", (text) => {
  expect(() => parseListenAddress(text)).toThrow(UsageError);
});
