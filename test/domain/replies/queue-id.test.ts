import { expect, test } from 'vitest';
import { queueIdOf } from '../../../source/domain/replies/queue-id.ts';

test.each([
  ['Postfix', '2.0.0 Ok: queued as 4F2A91C0D3', '4F2A91C0D3'],
  ['Postfix with long names', '2.0.0 Ok: queued as 4XyZ1b2qNWz9rxT', '4XyZ1b2qNWz9rxT'],
  ['Postfix behind Amavis', '2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 9B1C2D3E4F', '9B1C2D3E4F'],
  ['a chain of two', 'queued as AAA111 via relay, queued as BBB222', 'BBB222'],
  ['Exim', 'OK id=1tGqyZ-000000007bK-2abc', '1tGqyZ-000000007bK-2abc'],
  [
    'Exchange',
    '2.6.0 <x@acme.example> [InternalId=41523, Hostname=DB7.example] 9012 bytes in 0.1, 85 KB/sec Queued mail for delivery',
    '41523',
  ],
  ['Sendmail', '2.0.0 4AS8x2Qm012345 Message accepted for delivery', '4AS8x2Qm012345'],
  ['qmail', 'ok 1732780000 qp 4711', '4711'],
  [
    'Google',
    '2.0.0 OK  1732780000 d2e1a72fcca58-724de5576cesi123 - gsmtp',
    '1732780000 d2e1a72fcca58-724de5576cesi123',
  ],
  ['Amazon SES', 'Ok 010001937a6f2b1c-5f8f-4b7e-000000', '010001937a6f2b1c-5f8f-4b7e-000000'],
  ['no name', '2.0.0 Great success', null],
  ['a bare yes', '2.0.0 Ok', null],
  ['words with id in them', 'valid message', null],
])('%s', (_who, text, id) => {
  expect(queueIdOf(text)).toBe(id);
});
