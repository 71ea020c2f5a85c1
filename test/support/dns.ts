import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { type DnsServer, startDnsServer } from '../../source/demo/dns/dns-server.ts';
import type { Misbehaviours } from '../../source/demo/dns/respond.ts';
import type { DnsZones } from '../../source/demo/scenario.ts';
import { createResolver, type Resolver, type ResolverOptions } from '../../source/services/dns/resolver.ts';
import type { DnsServerAddress } from '../../source/services/dns/server-address.ts';

/** A real DNS server on loopback with these zones, closed when the test ends. */
export const serveZones = async (zones: DnsZones, misbehave: Misbehaviours = {}): Promise<DnsServer> => {
  const server = await startDnsServer({ zones, misbehave });
  onTestFinished(() => server.close());
  return server;
};

/** A resolver that asks only this server, once, and waits as long as a test may take. */
export const resolverFor = (server: DnsServerAddress, options: Partial<ResolverOptions> = {}): Resolver =>
  createResolver({
    server: { host: server.host, port: server.port },
    timeoutMs: 10_000,
    tries: 1,
    now: () => new Date(),
    ...options,
  });

/** Waiting for what never comes: short, because the answer is not there however long one waits. */
export const impatience = { timeoutMs: 200 };

/** Our resolver in front of a real server with these zones; where it only keeps silent, the wait is short. */
export const resolverOver = async (zones: DnsZones, misbehave: Misbehaviours = {}): Promise<Resolver> => {
  const ways = Object.values(misbehave);
  const isOnlySilent = ways.length > 0 && ways.every((way) => way === 'timeout');
  return resolverFor(await serveZones(zones, misbehave), isOnlySilent ? impatience : {});
};

/** A UDP server that answers every query with the packets that `reply` makes of it; for what no real server sends. */
export const servePackets = async (reply: (query: Buffer) => readonly Buffer[]): Promise<DnsServerAddress> => {
  const socket = createSocket('udp4');
  socket.on('message', (query, peer) => {
    for (const packet of reply(query)) socket.send(packet, peer.port, peer.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => new Promise((resolve) => socket.close(() => resolve())));
  return { host: '127.0.0.1', port: socket.address().port };
};

/** For calls that nobody cancels. */
export const patient = { signal: new AbortController().signal };
