import type { Socket } from 'node:net';
import type { AddressAttempt, HostAddress, ResolveHost } from '../../domain/probes/network.ts';

/** One TCP connection attempt; the socket comes with it exactly when the outcome is `open`, and is then the caller's. */
export interface SmtpConnection {
  readonly attempt: AddressAttempt;
  readonly socket: Socket | undefined;
}

export interface SmtpConnectOptions {
  readonly port: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The ways out of this machine, handed in: services do not know each other. */
export interface SmtpNetwork {
  readonly resolve: ResolveHost;
  /** Rejects only when the signal aborts; leaves no socket behind then. */
  readonly connect: (address: HostAddress, options: SmtpConnectOptions) => Promise<SmtpConnection>;
}
