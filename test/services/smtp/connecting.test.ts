import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import type { ResolutionFailure, ResolveHost } from '../../../source/domain/probes/network.ts';
import { startScriptedSmtp } from '../../support/scripted-smtp.ts';
import { ipv6, loopback, probeSmtp, resolveTo } from './probe.ts';
import { plainServer } from './sessions.ts';

/** Linux refuses to route TCP to a multicast address, whatever the network. */
const unroutable = { address: '224.0.0.1', family: 4 } as const;

const findClosedPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('not an IP socket');
  return address.port;
};

test.each<[ResolutionFailure, RegExp]>([
  ['nxdomain', /does not exist in DNS/],
  ['nodata', /neither an IPv4 nor an IPv6 address/],
  ['servfail', /SERVFAIL/],
  ['timeout', /gave no answer/],
  ['refused', /refused to answer/],
])('a name that gets %s is told as that kind of no', async (reason, words) => {
  const resolve: ResolveHost = () => Promise.resolve({ kind: 'failed', reason, detail: 'as the resolver said' });
  const report = await probeSmtp(25, {}, { resolve });
  expect(report.failure).toEqual({ kind: `dns-${reason}`, stage: 'resolve', detail: 'as the resolver said' });
  expect(report.summary).toMatch(words);
  expect(report.reached).toBeUndefined();
});

test('a refused connection is told as an answer', async () => {
  const report = await probeSmtp(await findClosedPort());
  expect(report.failure).toEqual({ kind: 'refused', stage: 'connect' });
  expect(report.attempts).toMatchObject([{ ...loopback, outcome: { kind: 'refused', errno: 'ECONNREFUSED' } }]);
  expect(report.reached).toBe('resolve');
});

test('an address without a route is told as unreachable', async () => {
  const report = await probeSmtp(25, {}, { resolve: resolveTo(unroutable) });
  expect(report.failure).toEqual({ kind: 'unreachable', stage: 'connect' });
  expect(report.attempts[0]?.outcome.kind).toBe('unreachable');
});

test('IPv4 and IPv6 get an answer each', async () => {
  await using server = await startScriptedSmtp(plainServer());
  const report = await probeSmtp(server.port, {}, { resolve: resolveTo(ipv6('::1'), loopback) });
  expect(report.failure).toBeUndefined();
  expect(report.connectedTo).toEqual(loopback);
  expect(report.attempts.map(({ family, outcome }) => [family, outcome.kind])).toEqual([
    [6, expect.stringMatching(/^(?:refused|unreachable)$/)],
    [4, 'open'],
  ]);
});

test('of two open addresses the one that Odoo would take first is used, and the other let go', async () => {
  await using server = await startScriptedSmtp(plainServer());
  const second = { address: '127.0.0.2', family: 4 } as const;
  await using other = await startScriptedSmtp(plainServer(), '0.0.0.0');
  const report = await probeSmtp(other.port, {}, { resolve: resolveTo(second, loopback) });
  expect(report.connectedTo).toEqual(second);
  expect(report.attempts.map(({ outcome }) => outcome.kind)).toEqual(['open', 'open']);
  await expect.poll(() => other.openConnections()).toBe(0);
  expect(server.received).toEqual([]);
});

test('only a few of many addresses are tried, of both families', async () => {
  const many = Array.from({ length: 20 }, (_, index) => ({ address: `127.0.1.${index}`, family: 4 as const }));
  const port = await findClosedPort();
  const report = await probeSmtp(port, {}, { resolve: resolveTo(...many, ipv6('::1')) });
  expect(report.attempts.filter(({ family }) => family === 4)).toHaveLength(4);
  expect(report.attempts.filter(({ family }) => family === 6)).toHaveLength(1);
});

test('cancelling while the name is looked up rejects at once', async () => {
  const cancelled = new AbortController();
  const resolve: ResolveHost = (_host, { signal }) => {
    queueMicrotask(() => cancelled.abort(new Error('enough')));
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  await expect(probeSmtp(25, {}, { resolve, signal: cancelled.signal })).rejects.toThrow('enough');
});

test('a probe that is cancelled before it begins opens nothing', async () => {
  await using server = await startScriptedSmtp(plainServer());
  await expect(probeSmtp(server.port, {}, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
    'enough',
  );
  expect(server.received).toEqual([]);
});

test('ten servers are probed at the same time', async () => {
  const servers = await Promise.all(Array.from({ length: 10 }, () => startScriptedSmtp(plainServer())));
  const reports = await Promise.all(servers.map(({ port }) => probeSmtp(port)));
  await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
  expect(reports.map(({ reached }) => reached)).toEqual(Array.from({ length: 10 }, () => 'ehlo'));
});
