import type { CheckContext } from '../../checks/context.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { shared } from '../../checks/measure/shared.ts';
import { measuringTime, silenceMs, startSessions } from '../../checks/measure/smtp-sessions.ts';
import type { MatrixCell } from '../../domain/probes/port-matrix.ts';
import { planMatrix } from '../../services/ports/matrix-plan.ts';
import type { MatrixTarget, PortTarget } from '../../services/ports/port-probe.ts';

/**
 * The port matrix for each server that does not take the connection at once, by its subject; a server that does is not
 * bothered with it. It ends when the silent session itself gives up, so that the run takes no longer for it.
 */
export const measureMatrices = shared(async (context): Promise<ReadonlyMap<string, readonly MatrixCell[]>> => {
  const sessions = await startSessions(context);
  const measured = await Promise.all(
    sessions.map(async ({ relay, isSilent }) =>
      (await isSilent) ? [[relay.subject, await compare(context, relay)] as const] : [],
    ),
  );
  return new Map(measured.flat());
});

const compare = async (context: CheckContext, { host, port }: Relay): Promise<readonly MatrixCell[]> => {
  const plan = planMatrix({ host, port }, context.target.matrix);
  const own = plan.filter(({ role }) => role === 'configured');
  const [cells, others] = await Promise.all([measure(context, own), measureOthers(context)]);
  return [...cells, ...others];
};

/** The reference relays and the control, which are the same for every server. */
const measureOthers = shared((context: CheckContext): Promise<readonly MatrixCell[]> => {
  const nobody: PortTarget = { host: '', port: 0 };
  const plan = planMatrix(nobody, context.target.matrix);
  return measure(
    context,
    plan.filter(({ role }) => role !== 'configured'),
  );
});

const measure = (context: CheckContext, targets: readonly MatrixTarget[]): Promise<readonly MatrixCell[]> =>
  context.ports.measureMatrix(targets, { timeoutMs: matrixTime(context), signal: context.signal });

const leastMs = 500;

const matrixTime = (context: CheckContext): number =>
  Math.max(leastMs, Math.min(context.timeoutMs, measuringTime(context)) - silenceMs);
