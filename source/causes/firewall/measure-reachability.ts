import { shared } from '../../checks/measure/shared.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import type { MatrixCell, PortConclusion } from '../../domain/probes/port-matrix.ts';
import { concludePort } from '../../domain/probes/port-matrix.ts';
import type { PortReport } from '../../domain/probes/port-report.ts';
import { measureMatrices } from './measure-port-matrix.ts';

/** How a server can be reached on its port: from its own session, and from the comparison where that was silent. */
export interface Reachability {
  readonly session: RelaySession;
  /** Of the session: no second connection was made for it. Undefined where the name gave no address. */
  readonly port: PortReport | undefined;
  readonly cells: readonly MatrixCell[];
  readonly conclusion: PortConclusion;
}

export const measureReachability = shared(async (context): Promise<readonly Reachability[]> => {
  const [sessions, matrices] = await Promise.all([openSessions(context), measureMatrices(context)]);
  return sessions.map((session) => {
    const port = portOf(session);
    const cells = matrices.get(session.relay.subject) ?? [];
    return { session, port, cells, conclusion: conclude(session, port, cells) };
  });
});

const portOf = ({ relay, report }: RelaySession): PortReport | undefined => {
  const { resolution, attempts, at } = report;
  if (resolution === undefined || resolution.kind === 'failed') return undefined;
  const durationMs = attempts.reduce((longest, attempt) => Math.max(longest, attempt.durationMs), 0);
  return { host: relay.host, port: relay.port, resolution, attempts, at, durationMs };
};

/** What the session itself saw comes before what a second connection saw a moment later. */
const conclude = (
  { relay }: RelaySession,
  port: PortReport | undefined,
  cells: readonly MatrixCell[],
): PortConclusion => {
  if (port === undefined) return { kind: 'unresolved' };
  const isSame = (cell: MatrixCell): boolean => cell.role === 'configured' && cell.port === relay.port;
  const own: MatrixCell = { ...port, role: 'configured' };
  return concludePort([own, ...cells.filter((cell) => !isSame(cell))], relay.port);
};

/** Ports of the host that were seen to answer in this run: in the comparison, or because another server uses them. */
export const openPortsOf = (all: readonly Reachability[], host: string): readonly number[] => {
  const inMatrix = all.flatMap(({ cells, session }) =>
    session.relay.host === host
      ? cells.flatMap((cell) =>
          cell.role === 'configured' && cell.attempts.some(({ outcome }) => outcome.kind === 'open') ? [cell.port] : [],
        )
      : [],
  );
  const inUse = all.flatMap(({ session: { relay, report } }) =>
    relay.host === host && report.connectedTo !== undefined ? [relay.port] : [],
  );
  return [...new Set([...inMatrix, ...inUse])].toSorted((a, b) => a - b);
};

export const isUnanswered = ({ conclusion }: Reachability): boolean =>
  conclusion.kind !== 'open' && conclusion.kind !== 'unresolved';
