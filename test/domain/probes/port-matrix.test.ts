import { expect, test } from 'vitest';
import type { AddressFamily, ConnectOutcome } from '../../../source/domain/probes/network.ts';
import {
  concludeIpv6,
  concludePort,
  type MatrixCell,
  type MatrixRole,
} from '../../../source/domain/probes/port-matrix.ts';
import { describeIpv6, describePortConclusion } from '../../../source/domain/probes/port-sentence.ts';

type Answer = 'open' | 'refused' | 'silent' | 'unreachable' | 'unresolved';

const outcomes: Readonly<Record<Exclude<Answer, 'unresolved'>, ConnectOutcome>> = {
  open: { kind: 'open' },
  refused: { kind: 'refused', errno: 'ECONNREFUSED' },
  silent: { kind: 'timed-out' },
  unreachable: { kind: 'unreachable', errno: 'ENETUNREACH' },
};

const cell = (role: MatrixRole, host: string, port: number, answer: Answer, family: AddressFamily = 4): MatrixCell => {
  const address = family === 4 ? '192.0.2.1' : '2001:db8::1';
  return {
    role,
    host,
    port,
    resolution:
      answer === 'unresolved'
        ? { kind: 'failed', reason: 'nxdomain', detail: '' }
        : { kind: 'addresses', addresses: [{ address, family }] },
    attempts: answer === 'unresolved' ? [] : [{ address, family, outcome: outcomes[answer], durationMs: 1 }],
    at: '2026-11-24T09:00:00.000Z',
    durationMs: 1,
  };
};

const mine = (port: number, answer: Answer, family?: AddressFamily): MatrixCell =>
  cell('configured', 'mail.example.com', port, answer, family);
const relayA = (port: number, answer: Answer): MatrixCell => cell('reference', 'a.relay.example', port, answer);
const relayB = (port: number, answer: Answer): MatrixCell => cell('reference', 'b.relay.example', port, answer);
const control = (answer: Answer): MatrixCell => cell('control', 'web.example', 443, answer);

const conclude = (port: number, ...cells: readonly MatrixCell[]) => {
  const conclusion = concludePort(cells, port);
  return { conclusion, sentence: describePortConclusion('mail.example.com', port, conclusion) };
};

test('an open port is open, whatever else is silent', () => {
  const { conclusion } = conclude(587, mine(587, 'open'), relayA(587, 'silent'), control('silent'));
  expect(conclusion).toEqual({ kind: 'open' });
});

test('a refusal is never called blocked', () => {
  const { conclusion, sentence } = conclude(
    25,
    mine(25, 'refused'),
    mine(587, 'open'),
    relayA(25, 'silent'),
    control('open'),
  );
  expect(conclusion).toEqual({ kind: 'refused', openPorts: [587] });
  expect(sentence).toMatch(/nothing is blocked/);
});

test('one port silent at several hosts while others get through is blocked', () => {
  const { conclusion, sentence } = conclude(
    465,
    mine(465, 'silent'),
    mine(587, 'open'),
    relayA(465, 'silent'),
    relayA(587, 'open'),
    relayB(465, 'silent'),
    control('open'),
  );
  expect(conclusion).toEqual({ kind: 'port-blocked', blocked: [465], open: [587] });
  expect(sentence).toMatch(/Outgoing port 465 is blocked.*587 gets through/);
});

test('several ports that are open get through, one gets', () => {
  const sentence = (open: readonly number[]) =>
    describePortConclusion('mail.example.com', 465, { kind: 'port-blocked', blocked: [465], open });
  expect(sentence([587])).toMatch(/; 587 gets through\.$/);
  expect(sentence([25, 587])).toMatch(/; 25, 587 get through\.$/);
  expect(sentence([])).toMatch(/silent on it\.$/);
});

test('all mail ports silent everywhere while the control answers means all are blocked', () => {
  const cells = [25, 465, 587].flatMap((port) => [
    mine(port, 'silent'),
    relayA(port, 'silent'),
    relayB(port, 'silent'),
  ]);
  const { conclusion } = conclude(587, ...cells, control('open'));
  expect(conclusion).toEqual({ kind: 'port-blocked', blocked: [25, 465, 587], open: [] });
});

test('one host silent while the relays answer on the same port is that host', () => {
  const { conclusion, sentence } = conclude(
    587,
    mine(587, 'silent'),
    relayA(587, 'open'),
    relayB(587, 'silent'),
    control('open'),
  );
  expect(conclusion).toEqual({ kind: 'host-silent', openPorts: [] });
  expect(sentence).toMatch(/Only mail\.example\.com is silent/);
});

test('a relay that refuses shows that packets get through', () => {
  const { conclusion } = conclude(2525, mine(2525, 'silent'), relayA(2525, 'refused'), control('open'));
  expect(conclusion.kind).toBe('host-silent');
});

test('nothing answers, not even the control: there is no Internet', () => {
  const { conclusion } = conclude(587, mine(587, 'silent'), relayA(587, 'silent'), control('silent'));
  expect(conclusion).toEqual({ kind: 'no-internet' });
});

test('everything unreachable is a missing route', () => {
  const { conclusion } = conclude(587, mine(587, 'unreachable'), relayA(587, 'unreachable'), control('unreachable'));
  expect(conclusion).toEqual({ kind: 'no-route' });
});

test('one host unreachable while others answer is a route to that host', () => {
  const { conclusion } = conclude(587, mine(587, 'unreachable'), relayA(587, 'open'), control('open'));
  expect(conclusion).toEqual({ kind: 'host-unreachable' });
});

test('relays that were not asked on the same port leave it open why', () => {
  const { conclusion, sentence } = conclude(2587, mine(2587, 'silent'), relayA(587, 'open'), control('open'));
  expect(conclusion).toEqual({ kind: 'inconclusive' });
  expect(sentence).toMatch(/does not say why/);
});

test('relays whose names did not resolve prove nothing', () => {
  const { conclusion } = conclude(587, mine(587, 'silent'), relayA(587, 'unresolved'), control('open'));
  expect(conclusion).toEqual({ kind: 'inconclusive' });
});

test('silence alone proves nothing', () => {
  expect(conclude(587, mine(587, 'silent')).conclusion.kind).toBe('inconclusive');
});

test('a host that was not resolved was not measured', () => {
  expect(conclude(587, mine(587, 'unresolved'), control('open')).conclusion).toEqual({ kind: 'unresolved' });
});

test('a port that was not measured has no conclusion', () => {
  expect(conclude(25, mine(587, 'open')).conclusion).toEqual({ kind: 'inconclusive' });
});

test.each<[string, readonly MatrixCell[], string]>([
  ['an answer over IPv6', [mine(587, 'refused', 6)], 'works'],
  ['no IPv6 address at all', [mine(587, 'open')], 'not-measured'],
  ['IPv6 without a route', [mine(587, 'unreachable', 6), mine(587, 'open')], 'absent'],
  ['IPv6 silent where IPv4 answers', [mine(587, 'silent', 6), mine(587, 'open')], 'broken'],
  ['both silent', [mine(587, 'silent', 6), mine(587, 'silent')], 'not-measured'],
])('%s is told apart', (_case, cells, state) => {
  expect(concludeIpv6(cells)).toBe(state);
});

test('a missing IPv6 route is not called a fault', () => {
  expect(describeIpv6('absent')).toMatch(/not a fault/);
  expect(describeIpv6('works')).toBeUndefined();
});
