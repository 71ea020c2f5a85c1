import { expect, test } from 'vitest';
import {
  type AddressAttempt,
  type ConnectOutcome,
  describeDeadAddresses,
  describeHiddenFailure,
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

const absent: ConnectOutcome = { kind: 'unreachable', errno: 'ENETUNREACH' };
const refused: ConnectOutcome = { kind: 'refused', errno: 'ECONNREFUSED' };

test.each([
  ['silent', [four(silent), six(absent)], /for 2001:db8::1; what is to be mended is IPv4 \(192\.0\.2\.1: no answer\)/],
  ['refused', [four(refused), six(absent)], /IPv4 \(192\.0\.2\.1: refused\)/],
  ['silent, whichever comes first here', [six(absent), four(silent)], /IPv4 \(192\.0\.2\.1: no answer\)/],
])('an IPv4 address that was %s is hidden behind an IPv6 one without a route', (_title, attempts, words) => {
  expect(describeHiddenFailure(attempts)).toMatch(words);
});

test.each([
  ['one answers', [four(open), six(absent)]],
  ['all are without a route', [four(absent), six(absent)]],
  ['none is without a route', [four(silent), six(refused)]],
  ['nothing was tried', []],
])('nothing is hidden where %s', (_title, attempts) => {
  expect(describeHiddenFailure(attempts)).toBeUndefined();
});
