import { describe, expect, it } from 'vitest';
import { classify } from '../../../source/domain/replies/classify-reply.ts';

/** learn.microsoft.com windows/win32/winsock/windows-sockets-error-codes-2: Odoo on Windows stores one of three forms. */
const windows = [
  [10013, 'An attempt was made to access a socket in a way forbidden by its access permissions', 'net.not_permitted'],
  [10049, 'The requested address is not valid in its context', 'net.unreachable'],
  [10051, 'A socket operation was attempted to an unreachable network', 'net.unreachable'],
  [10054, 'An existing connection was forcibly closed by the remote host', 'net.reset'],
  [
    10060,
    'A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond',
    'net.timeout',
  ],
  [10061, 'No connection could be made because the target machine actively refused it', 'net.refused'],
  [10065, 'A socket operation was attempted to an unreachable host', 'net.unreachable'],
] as const;

describe('a failure of the network', () => {
  it.each(windows)('%i is known with its number, as Windows words it', (number, words, expected) => {
    expect(classify(`[WinError ${number}] ${words}`).class).toBe(expected);
    expect(classify(`${number}\n${words}`).class).toBe(expected);
  });

  it.each(windows.filter(([number]) => number !== 10049))(
    '%i is known by its words alone',
    (_number, words, expected) => {
      expect(
        classify(`Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\nOSError: ${words}`).class,
      ).toBe(expected);
    },
  );

  it('does not take a number of Windows in the middle of a text for its error', () => {
    expect(classify('550 User 10060 unknown').class).toBe('rcpt.unknown');
  });
});
