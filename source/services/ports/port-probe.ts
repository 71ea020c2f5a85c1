import { chooseAddresses, type HostAddress, type HostAnswer, type ResolveHost } from '../../domain/probes/network.ts';
import type { MatrixCell, MatrixRole } from '../../domain/probes/port-matrix.ts';
import type { PortReport } from '../../domain/probes/port-report.ts';
import { closeGracefully } from './close-gracefully.ts';
import { connectTo } from './connect-port.ts';

export interface PortTarget {
  readonly host: string;
  readonly port: number;
}

export interface MatrixTarget extends PortTarget {
  readonly role: MatrixRole;
}

interface PortProbeOptions {
  /** For the name and for each connection, ms. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface PortProbe {
  /**
   * Whether anybody answers on the port, at every address of the host at once. A mail server is left with QUIT.
   * Rejects only with the signal's reason; leaves no socket behind.
   */
  probe(target: PortTarget, options: PortProbeOptions): Promise<PortReport>;
  /** All targets at once, in their order; each host is resolved once. */
  measureMatrix(targets: readonly MatrixTarget[], options: PortProbeOptions): Promise<readonly MatrixCell[]>;
}

export interface PortDependencies {
  readonly resolve: ResolveHost;
  readonly now: () => Date;
}

/** A server that greets later than this was asked for nothing but whether it is there. */
const greetingMs = 1_000;

export const createPortProbe = ({ resolve, now }: PortDependencies): PortProbe => ({
  probe: (target, options) => measurePort(target, options, resolve, now),
  measureMatrix: (targets, options) => {
    const resolveOnce = rememberAnswers(resolve);
    return Promise.all(
      targets.map(async ({ role, ...target }) => ({ ...(await measurePort(target, options, resolveOnce, now)), role })),
    );
  },
});

const measurePort = async (
  { host, port }: PortTarget,
  { timeoutMs, signal }: PortProbeOptions,
  resolve: ResolveHost,
  now: () => Date,
): Promise<PortReport> => {
  const at = now().toISOString();
  const started = performance.now();
  const resolution = await resolve(host, { timeoutMs, signal });
  const addresses = resolution.kind === 'addresses' ? chooseAddresses(resolution.addresses) : [];
  const attempts = await Promise.all(
    addresses.map(async (address: HostAddress) => {
      const { attempt, socket } = await connectTo(address, { port, timeoutMs, signal });
      if (socket !== undefined)
        await closeGracefully(socket, { port, waitMs: Math.min(greetingMs, timeoutMs), signal });
      return attempt;
    }),
  );
  return { host, port, resolution, attempts, at, durationMs: Math.round(performance.now() - started) };
};

const rememberAnswers = (resolve: ResolveHost): ResolveHost => {
  const answers = new Map<string, Promise<HostAnswer>>();
  return (host, options) => {
    const answer = answers.get(host) ?? resolve(host, options);
    answers.set(host, answer);
    return answer;
  };
};
