import { onTestFinished } from 'vitest';
import type { Misbehaviours } from '../../source/demo/dns/respond.ts';
import { type DnsServer, startDnsServer } from '../../source/demo/dns/server.ts';
import type { DnsZones } from '../../source/demo/scenario.ts';

/** A real DNS server on loopback with these zones, closed when the test ends. */
export const serveZones = async (zones: DnsZones, misbehave: Misbehaviours = {}): Promise<DnsServer> => {
  const server = await startDnsServer({ zones, misbehave });
  onTestFinished(() => server.close());
  return server;
};
