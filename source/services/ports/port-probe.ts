import { chooseAddresses, type HostAddress, type ResolveHost } from '../../domain/probes/network.ts';
import type { PortReport } from '../../domain/probes/port-report.ts';
import { connectTo } from './connect.ts';

export interface PortTarget {
  readonly host: string;
  readonly port: number;
}

export interface PortProbeOptions {
  /** For the name and for each connection, ms. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface PortProbe {
  /**
   * Whether anybody answers on the port, for every address of the host at once.
   * Rejects only with the signal's reason.
   */
  probe(target: PortTarget, options: PortProbeOptions): Promise<PortReport>;
}

export interface PortDependencies {
  readonly resolve: ResolveHost;
  readonly now: () => Date;
}

export const createPortProbe = ({ resolve, now }: PortDependencies): PortProbe => ({
  probe: async ({ host, port }, { timeoutMs, signal }) => {
    const at = now().toISOString();
    const started = performance.now();
    const resolution = await resolve(host, { timeoutMs, signal });
    const addresses = resolution.kind === 'addresses' ? chooseAddresses(resolution.addresses) : [];
    const knock = async (address: HostAddress) => {
      const { attempt, socket } = await connectTo(address, { port, timeoutMs, signal });
      socket?.destroy();
      return attempt;
    };
    const attempts = await Promise.all(addresses.map(knock));
    return { host, port, resolution, attempts, at, durationMs: Math.round(performance.now() - started) };
  },
});
