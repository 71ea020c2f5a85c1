import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { HostAddress, ResolveHost } from '../../../source/domain/probes/network.ts';
import { summarizePort } from '../../../source/domain/probes/port-report.ts';
import { describePort } from '../../../source/domain/probes/port-sentence.ts';
import { connectTo } from '../../../source/services/ports/connect-port.ts';
import { planMatrix } from '../../../source/services/ports/matrix-plan.ts';
import { createPortProbe } from '../../../source/services/ports/port-probe.ts';

const loopback: HostAddress = { address: '127.0.0.1', family: 4 };
/** Linux refuses to route TCP to a multicast address, whatever the network. */
const unroutable: HostAddress = { address: '224.0.0.1', family: 4 };
const { signal } = new AbortController();

const probeAt = (...addresses: readonly HostAddress[]) =>
  createPortProbe({
    resolve: () => Promise.resolve({ kind: 'addresses', addresses }),
    now: () => new Date('2026-11-24T09:00:00Z'),
  });

const listen = async (): Promise<{ readonly server: Server; readonly port: number }> => {
  const server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
};

const findClosedPort = async (): Promise<number> => {
  const { server, port } = await listen();
  server.close();
  await once(server, 'close');
  return port;
};

/** A port whose queue is full and whose owner never accepts: the kernel drops further SYNs, as a firewall would. */
const fillPort = async (): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const code = `
    const { createServer } = require('node:net');
    const { parentPort } = require('node:worker_threads');
    const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
    });`;
  const worker = new Worker(code, { eval: true });
  const [port]: number[] = await once(worker, 'message');
  if (port === undefined) throw new Error('the worker named no port');
  const held: Socket[] = [];
  for (let full = false; !full; ) {
    const { socket } = await connectTo(loopback, { port, timeoutMs: 1000, signal });
    if (socket === undefined) full = true;
    else held.push(socket);
  }
  return {
    port,
    close: async () => {
      for (const socket of held) socket.destroy();
      await worker.terminate();
    },
  };
};

test('an open port is told with the time it took to connect', async () => {
  const { server, port } = await listen();
  const report = await probeAt(loopback).probe({ host: 'mail.example.test', port }, { timeoutMs: 5000, signal });
  server.close();
  expect(report.attempts).toEqual([{ ...loopback, outcome: { kind: 'open' }, durationMs: expect.any(Number) }]);
  expect(report.at).toBe('2026-11-24T09:00:00.000Z');
  expect(describePort(report)).toBe(`mail.example.test:${port} is open (127.0.0.1: open).`);
});

test('a probed port is left alone again', async () => {
  const { server, port } = await listen();
  await probeAt(loopback).probe({ host: 'mail.example.test', port }, { timeoutMs: 5000, signal });
  await expect.poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(0);
  server.close();
});

test('a refused connection is an answer with its errno', async () => {
  const port = await findClosedPort();
  const report = await probeAt(loopback).probe({ host: 'mail.example.test', port }, { timeoutMs: 5000, signal });
  expect(report.attempts[0]?.outcome).toEqual({ kind: 'refused', errno: 'ECONNREFUSED' });
  expect(describePort(report)).toMatch(/the machine answers, but no server listens/);
});

test('a port that drops packets times out', async () => {
  const { port, close } = await fillPort();
  const report = await probeAt(loopback).probe({ host: 'mail.example.test', port }, { timeoutMs: 400, signal });
  await close();
  expect(report.attempts[0]?.outcome).toEqual({ kind: 'timed-out' });
  expect(describePort(report)).toMatch(/does not answer/);
});

test('an address without a route is unreachable, with its errno', async () => {
  const report = await probeAt(unroutable).probe({ host: 'mail.example.test', port: 25 }, { timeoutMs: 5000, signal });
  expect(report.attempts[0]?.outcome).toEqual({ kind: 'unreachable', errno: expect.stringMatching(/^E[A-Z]+$/) });
});

test('each address and family has its own answer', async () => {
  const { server, port } = await listen();
  const probe = probeAt({ address: '::1', family: 6 }, loopback, unroutable);
  const report = await probe.probe({ host: 'mail.example.test', port }, { timeoutMs: 5000, signal });
  server.close();
  expect(report.attempts.map(({ address }) => address)).toEqual(['::1', '127.0.0.1', '224.0.0.1']);
  expect(summarizePort(report)).toBe('open');
  expect(summarizePort(report, 6)).toMatch(/refused|unreachable/);
});

test('a name that does not resolve leaves nothing to try', async () => {
  const resolve: ResolveHost = () => Promise.resolve({ kind: 'failed', reason: 'nxdomain', detail: 'ENOTFOUND' });
  const probe = createPortProbe({ resolve, now: () => new Date() });
  const report = await probe.probe({ host: 'nowhere.example.test', port: 25 }, { timeoutMs: 5000, signal });
  expect(summarizePort(report)).toBe('unresolved');
  expect(describePort(report)).toMatch(/nowhere\.example\.test does not exist in DNS/);
});

test('cancelling rejects with the reason and leaves no socket', async () => {
  const { port, close } = await fillPort();
  const cancelled = new AbortController();
  const probing = probeAt(loopback).probe({ host: 'x.test', port }, { timeoutMs: 60_000, signal: cancelled.signal });
  cancelled.abort(new Error('enough'));
  await expect(probing).rejects.toThrow('enough');
  await close();
  expect(process.getActiveResourcesInfo()).not.toContain('TCPConnectWrap');
});

test('a matrix resolves each host once and keeps the order of its targets', async () => {
  const { server, port } = await listen();
  const asked: string[] = [];
  const resolve: ResolveHost = (host) => {
    asked.push(host);
    return Promise.resolve({ kind: 'addresses', addresses: [loopback] });
  };
  const plan = planMatrix(
    { host: 'mail.example.test', port },
    { references: [{ host: 'relay.example.test', port }], control: { host: 'web.example.test', port } },
  );
  const cells = await createPortProbe({ resolve, now: () => new Date() }).measureMatrix(plan, {
    timeoutMs: 5000,
    signal,
  });
  server.close();
  expect(cells.map((cell) => [cell.role, cell.port])).toEqual([
    ...[port, 25, 465, 587, 2525].map((each) => ['configured', each]),
    ['reference', port],
    ['control', port],
  ]);
  expect(asked).toEqual(['mail.example.test', 'relay.example.test', 'web.example.test']);
});

test('without a choice two relays are asked on all four ports, and one host outside of mail', () => {
  const plan = planMatrix({ host: 'mail.example.test', port: 587 });
  expect(plan.filter(({ role }) => role === 'configured').map(({ port }) => port)).toEqual([587, 25, 465, 2525]);
  const references = plan.filter(({ role }) => role === 'reference');
  expect(new Set(references.map(({ host }) => host)).size).toBe(2);
  expect(references).toHaveLength(8);
  expect(plan.filter(({ role }) => role === 'control')).toMatchObject([{ port: 443 }]);
});
