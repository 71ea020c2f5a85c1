import { expect, test } from 'vitest';
import { parseHostPort } from '../../source/target/host-port.ts';

test.each([
  ['192.0.2.1', { host: '192.0.2.1', port: 53 }],
  ['192.0.2.1:5353', { host: '192.0.2.1', port: 5353 }],
  ['dns.example.com', { host: 'dns.example.com', port: 53 }],
  ['dns.example.com:5353', { host: 'dns.example.com', port: 5353 }],
  ['::1', { host: '::1', port: 53 }],
  ['2001:db8::53', { host: '2001:db8::53', port: 53 }],
  ['[2001:db8::53]', { host: '2001:db8::53', port: 53 }],
  ['[2001:db8::53]:5353', { host: '2001:db8::53', port: 5353 }],
  [' 192.0.2.1 ', { host: '192.0.2.1', port: 53 }],
  ['', undefined],
  [':53', undefined],
  ['dns.example.com:', undefined],
  ['dns.example.com:0', undefined],
  ['dns.example.com:65536', undefined],
  ['dns.example.com:dns', undefined],
  ['[dns.example.com]:53', undefined],
  ['[::1', undefined],
  ['2001:db8::zz', undefined],
  ['udp://192.0.2.1', undefined],
  ['two words', undefined],
])('"%s" with the default port 53', (text, expected) => {
  expect(parseHostPort(text, 53)).toEqual(expected);
});

test('without a default the port must be said', () => {
  expect(parseHostPort('relay.example.com')).toBeUndefined();
  expect(parseHostPort('relay.example.com:25')).toEqual({ host: 'relay.example.com', port: 25 });
});
