import type { AddressAttempt, ConnectOutcome, HostAnswer } from './network.ts';

/** One port of one host: what the name gave and how each of its addresses answered. */
export interface PortReport {
  readonly host: string;
  readonly port: number;
  readonly resolution: HostAnswer;
  readonly attempts: readonly AddressAttempt[];
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly durationMs: number;
}

/** What a host's answers on one port come to: open on any address, else the most telling of the noes. */
export type PortState = ConnectOutcome['kind'] | 'unresolved';

/** The state over the addresses of one family, or of both. `unresolved`: there was no address to try. */
export const summarizePort = (report: PortReport, family?: 4 | 6): PortState => {
  const kinds = report.attempts
    .filter((attempt) => family === undefined || attempt.family === family)
    .map(({ outcome }) => outcome.kind);
  // A refusal is somebody's answer, silence is nobody's; a missing route says least of the host.
  return (
    (['open', 'refused', 'timed-out', 'unreachable'] as const).find((kind) => kinds.includes(kind)) ?? 'unresolved'
  );
};
