import { expect, test } from 'vitest';
import {
  type AddressAttempt,
  type ConnectOutcome,
  describeDeadAddresses,
} from '../../../source/domain/probes/network.ts';

const open: ConnectOutcome = { kind: 'open' };
const silent: ConnectOutcome = { kind: 'timed-out' };
const four = (outcome: ConnectOutcome, address = '192.0.2.1'): AddressAttempt => ({
  address,
  family: 4,
  outcome,
  durationMs: 1,
});
const six = (outcome: ConnectOutcome): AddressAttempt => ({
  address: '2001:db8::1',
  family: 6,
  outcome,
  durationMs: 1,
});

test.each([
  ['a dead IPv6 address before IPv4', [six(silent), four(open)], /waits a minute for 2001:db8::1 .*gai\.conf/],
  [
    'two dead addresses',
    [six(silent), four(silent), four(open, '192.0.2.2')],
    /waits 2 minutes for 2001:db8::1, 192\.0\.2\.1 /,
  ],
  ['a dead IPv4 address', [four(silent), four(open, '192.0.2.2')], /take it out of DNS/],
])('%s costs Odoo its patience', (_title, attempts, words) => {
  expect(describeDeadAddresses(attempts)).toMatch(words);
});

test.each([
  ['a dead address after the one that answers', [four(open), six(silent)]],
  ['a missing IPv6 route, which is told at once', [six({ kind: 'unreachable', errno: 'ENETUNREACH' }), four(open)]],
  ['a refusal, which is an answer', [six({ kind: 'refused', errno: 'ECONNREFUSED' }), four(open)]],
  ['no address that answers', [six(silent), four(silent)]],
])('%s costs nothing', (_title, attempts) => {
  expect(describeDeadAddresses(attempts)).toBeUndefined();
});
