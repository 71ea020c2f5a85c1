import { expect, test } from 'vitest';
import { createResolver } from '../../../source/services/dns/resolver.ts';
import type { DnsServerAddress } from '../../../source/services/dns/server-address.ts';
import { askServers } from '../../../source/services/dns/wire/ask-servers.ts';
import { impatience, patient, servePackets, serveZones } from '../../support/dns.ts';

/** The system refuses it at connect(2), at once: a broadcast address without SO_BROADCAST (ip(7)). */
const unroutable: DnsServerAddress = { host: '255.255.255.255', port: 53 };

const options = { timeoutMs: 10_000, tries: 2, randomId: () => 1, ...patient };

test('a DNS server that the system has no way to is no answer, with the reason', async () => {
  const resolver = createResolver({ server: unroutable, timeoutMs: 10_000, tries: 2, now: () => new Date() });
  expect(await resolver.lookUp('acme.example', 'MX', patient)).toMatchObject({
    kind: 'timeout',
    reason: 'The DNS server 255.255.255.255 gave no answer for acme.example MX (this machine does not allow it).',
  });
});

test('behind such a server the next one is asked', async () => {
  const second = await serveZones({ 'acme.example': { A: ['192.0.2.1'] } });
  const asked = await askServers({ name: 'acme.example', type: 'A' }, { ...options, servers: [unroutable, second] });
  expect(asked.server.port).toBe(second.port);
  expect(asked.outcome).toMatchObject({ kind: 'reply', rcode: 0 });
});

test('the reason counts more than the silence of another', async () => {
  const silent = await servePackets(() => []);
  const given = { ...options, ...impatience, tries: 1 };
  const asked = await askServers({ name: 'acme.example', type: 'A' }, { ...given, servers: [silent, unroutable] });
  expect(asked).toMatchObject({ server: unroutable, outcome: { kind: 'unreachable' } });
});
