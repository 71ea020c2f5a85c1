import { type PortReport, type PortState, summarizePort } from './port-report.ts';

/** The ports that mail goes out by. */
export const smtpPorts = [25, 465, 587, 2525] as const;

/** Why a port was tried: the mail server in question, relays known to listen, and something that is not SMTP at all. */
export type MatrixRole = 'configured' | 'reference' | 'control';

export interface MatrixCell extends PortReport {
  readonly role: MatrixRole;
}

/** What IPv6 is worth on this machine, as far as these measurements tell. */
export type Ipv6State = 'works' | 'absent' | 'broken' | 'not-measured';

/** What the measurements together allow one to say about a port of the configured host, and no more than that. */
export type PortConclusion =
  | { readonly kind: 'open' }
  /** Somebody answered no: nothing is blocked. `openPorts` answer on the same host. */
  | { readonly kind: 'refused'; readonly openPorts: readonly number[] }
  /** Silent to this host and to every reference, while other traffic gets through: blocked on the way out. */
  | { readonly kind: 'port-blocked'; readonly blocked: readonly number[]; readonly open: readonly number[] }
  /** Only this host is silent: it is down, or it (or its firewall) drops what comes from here. */
  | { readonly kind: 'host-silent'; readonly openPorts: readonly number[] }
  | { readonly kind: 'host-unreachable' | 'no-route' | 'no-internet' | 'unresolved' | 'inconclusive' };

const isAnswer = (state: PortState): boolean => state === 'open' || state === 'refused';

/** The conclusion about `port` of the configured host. `refused` never becomes "blocked". */
export const concludePort = (cells: readonly MatrixCell[], port: number): PortConclusion => {
  const target = cells.find((cell) => cell.role === 'configured' && cell.port === port);
  if (target === undefined) return { kind: 'inconclusive' };
  const state = summarizePort(target);
  const openPorts = portsWith(cells, 'configured', (other) => other === 'open');
  switch (state) {
    case 'open':
    case 'unresolved':
      return { kind: state };
    case 'refused':
      return { kind: 'refused', openPorts };
    case 'unreachable':
    case 'timed-out':
      return concludeSilence(cells, target, state, openPorts);
  }
};

const concludeSilence = (
  cells: readonly MatrixCell[],
  target: MatrixCell,
  state: 'timed-out' | 'unreachable',
  openPorts: readonly number[],
): PortConclusion => {
  const others = cells.filter((cell) => cell !== target).map((cell) => ({ ...cell, state: summarizePort(cell) }));
  const measured = others.filter((other) => other.state !== 'unresolved');
  const elsewhere = measured.filter((other) => other.role !== 'configured');
  if (elsewhere.length === 0) return { kind: openPorts.length > 0 ? 'host-silent' : 'inconclusive', openPorts };
  if (!measured.some((other) => isAnswer(other.state))) {
    const noRoute = state === 'unreachable' && measured.every((other) => other.state === 'unreachable');
    return { kind: noRoute ? 'no-route' : 'no-internet' };
  }
  if (state === 'unreachable') return { kind: 'host-unreachable' };

  const references = measured.filter((other) => other.role === 'reference' && other.port === target.port);
  if (references.some((other) => isAnswer(other.state))) return { kind: 'host-silent', openPorts };
  if (!references.some((other) => other.state === 'timed-out')) return { kind: 'inconclusive' };
  return { kind: 'port-blocked', blocked: findBlocked(cells), open: portsWith(cells, undefined, isAnswer) };
};

/** Ports that nobody answered on, asked of at least two hosts. */
const findBlocked = (cells: readonly MatrixCell[]): readonly number[] => {
  const ports = [...new Set(cells.filter(({ role }) => role !== 'control').map(({ port }) => port))];
  return ports.filter((port) => {
    const states = cells
      .filter((cell) => cell.port === port && cell.role !== 'control')
      .map((cell) => summarizePort(cell));
    const silent = states.filter((state) => state === 'timed-out');
    return silent.length > 1 && !states.some(isAnswer);
  });
};

const portsWith = (
  cells: readonly MatrixCell[],
  role: MatrixRole | undefined,
  wanted: (state: PortState) => boolean,
): readonly number[] => {
  const matching = cells.filter(
    (cell) => (role === undefined ? cell.role !== 'control' : cell.role === role) && wanted(summarizePort(cell)),
  );
  return [...new Set(matching.map(({ port }) => port))];
};

/** Whether IPv6 works from here: an absent route is not a fault, silence where IPv4 answers is. */
export const concludeIpv6 = (cells: readonly PortReport[]): Ipv6State => {
  const states = cells.map((cell) => summarizePort(cell, 6)).filter((state) => state !== 'unresolved');
  if (states.length === 0) return 'not-measured';
  if (states.some(isAnswer)) return 'works';
  if (states.every((state) => state === 'unreachable')) return 'absent';
  return cells.some((cell) => isAnswer(summarizePort(cell, 4))) ? 'broken' : 'not-measured';
};
