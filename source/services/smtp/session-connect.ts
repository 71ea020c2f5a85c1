import type { Socket } from 'node:net';
import { chooseAddresses, describeConnectOutcome } from '../../domain/probes/network.ts';
import type { SmtpSession } from './session-context.ts';
import { SessionFailure } from './session-failure.ts';
import { connectAny } from './stages/connect-stage.ts';

/** Resolves and connects. @throws SessionFailure when the name or every address says no. */
export const connectSession = async (session: SmtpSession): Promise<Socket> => {
  const { request, network, log, draft, budget, signal } = session;
  const { host, port } = request;
  log.note(`Trying ${host}:${port}...`);
  draft.resolution = await network.resolve(host, { timeoutMs: budget.step(), signal });
  if (draft.resolution.kind === 'failed') {
    const { reason, detail } = draft.resolution;
    throw new SessionFailure({ kind: `dns-${reason}`, stage: 'resolve', detail });
  }
  log.reach('resolve');

  const addresses = chooseAddresses(draft.resolution.addresses);
  const connecting = await connectAny(network.connect, addresses, { port, timeoutMs: budget.step(), signal });
  draft.attempts = connecting.attempts;
  const { connection } = connecting;
  if (connection?.socket === undefined) throw await explainUnconnected(session);
  session.sockets.push(connection.socket);
  draft.connectedTo = { address: connection.attempt.address, family: connection.attempt.family };
  log.reach('connect');
  log.note(`Connected to ${connection.attempt.address} in ${connection.attempt.durationMs} ms.`);
  return connection.socket;
};

/** One kind for all addresses: silence weighs most, for it is what a firewall looks like; a missing IPv6 route least. */
const explainUnconnected = async ({ draft, log }: SmtpSession): Promise<SessionFailure> => {
  const attempts = await draft.attempts;
  for (const { address, outcome } of attempts) log.trouble(`${address}: ${describeConnectOutcome(outcome)}`);
  const kinds = attempts.map(({ outcome }) => outcome.kind);
  if (kinds.includes('timed-out')) {
    const waitedMs = Math.max(...attempts.map(({ durationMs }) => durationMs));
    return new SessionFailure({ kind: 'timed-out', stage: 'connect', waitedMs });
  }
  if (attempts.some(({ outcome }) => outcome.kind === 'refused' && outcome.errno === 'ECONNRESET')) {
    // The connection was made and torn down before it could be used: the server hung up, it did not refuse.
    log.reach('connect');
    return new SessionFailure({ kind: 'closed', stage: 'greeting', reset: true });
  }
  return new SessionFailure({ kind: kinds.includes('refused') ? 'refused' : 'unreachable', stage: 'connect' });
};
