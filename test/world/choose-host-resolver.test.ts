import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import dnsPacket, { type Answer } from 'dns-packet';
import { expect, test } from 'vitest';
import { resolveWithSystem } from '../../source/services/ports/system-resolver.ts';
import { chooseHostResolver } from '../../source/world/choose-host-resolver.ts';
import { captureContext } from '../support/command-context.ts';

const { signal } = new AbortController();
const resolveWithServer = (resolver: string) => chooseHostResolver(captureContext({ resolver }).context);
const limits = { timeoutMs: 5000, signal };

/** RFC 1035 §4.1.1. */
const responseCodes = { servfail: 2, nxdomain: 3, refused: 5 } as const;

type Behaviour = keyof typeof responseCodes | 'nodata' | 'silent' | readonly Answer[];

/** A DNS server that says the same to every question. */
const startDns = async (behaviour: Behaviour): Promise<{ readonly address: string; [Symbol.dispose](): void }> => {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, from) => {
    if (behaviour === 'silent') return;
    const query = dnsPacket.decode(bytes);
    const code = typeof behaviour === 'string' && behaviour !== 'nodata' ? responseCodes[behaviour] : 0;
    const type = query.questions?.[0]?.type;
    const answers = typeof behaviour === 'string' ? [] : behaviour.filter((answer) => answer.type === type);
    const reply = dnsPacket.encode({
      type: 'response',
      id: query.id ?? 0,
      flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | code,
      questions: query.questions ?? [],
      answers: [...answers],
    });
    socket.send(reply, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, [Symbol.dispose]: () => socket.close() };
};

test.each(['nxdomain', 'nodata', 'servfail', 'refused'] as const)('a server that says %s is quoted', async (kind) => {
  using dns = await startDns(kind);
  const answer = await resolveWithServer(dns.address)('mail.example.test', limits);
  expect(answer).toMatchObject({ kind: 'failed', reason: kind });
});

test('a server that says nothing is a timeout within the limit', async () => {
  using dns = await startDns('silent');
  const answer = await resolveWithServer(dns.address)('mail.example.test', { timeoutMs: 300, signal });
  expect(answer).toMatchObject({ kind: 'failed', reason: 'timeout' });
});

test('addresses of both families are returned, IPv6 first', async () => {
  using dns = await startDns([
    { type: 'A', name: 'mail.example.test', data: '192.0.2.1' },
    { type: 'AAAA', name: 'mail.example.test', data: '2001:db8::1' },
  ]);
  expect(await resolveWithServer(dns.address)('mail.example.test', limits)).toEqual({
    kind: 'addresses',
    addresses: [
      { address: '2001:db8::1', family: 6 },
      { address: '192.0.2.1', family: 4 },
    ],
  });
});

test('an address is its own answer and no server is asked', async () => {
  const answer = await resolveWithServer('127.0.0.1:1')('::1', limits);
  expect(answer).toEqual({ kind: 'addresses', addresses: [{ address: '::1', family: 6 }] });
});

test('a name that is too long once it is written in ASCII does not exist, whatever the server would say', async () => {
  using dns = await startDns([{ type: 'A', name: 'anything', data: '192.0.2.1' }]);
  const answer = await resolveWithServer(dns.address)(`${'ü'.repeat(60)}.example`, limits);
  expect(answer).toMatchObject({ kind: 'failed', reason: 'nxdomain' });
});

test('cancelling a lookup rejects with the reason', async () => {
  using dns = await startDns('silent');
  const cancelled = new AbortController();
  const looking = resolveWithServer(dns.address)('mail.example.test', { timeoutMs: 60_000, signal: cancelled.signal });
  cancelled.abort(new Error('enough'));
  await expect(looking).rejects.toThrow('enough');
});

test('the system knows localhost', async () => {
  const answer = await resolveWithSystem('localhost', limits);
  expect(answer.kind === 'addresses' && answer.addresses.map(({ address }) => address)).toContain('127.0.0.1');
});

test('the system passes addresses through', async () => {
  const answer = await resolveWithSystem('127.0.0.1', limits);
  expect(answer).toEqual({ kind: 'addresses', addresses: [{ address: '127.0.0.1', family: 4 }] });
});

test('a name that the system does not find is a failure of one kind or another', async () => {
  const answer = await resolveWithSystem('nowhere.invalid', { timeoutMs: 2000, signal });
  expect(answer.kind).toBe('failed');
});
