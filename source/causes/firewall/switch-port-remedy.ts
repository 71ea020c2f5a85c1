import type { Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { smtpPorts } from '../../domain/probes/port-matrix.ts';
import type { TlsMode } from '../../domain/probes/smtp-report.ts';
import { encryptionInput, requirePortAndMode } from '../../remedies/outgoing-server/encryption-input.ts';
import { tryAndPlan } from '../../remedies/outgoing-server/plan-settings.ts';
import { findRelay } from '../../remedies/outgoing-server/server-settings.ts';
import { measureReachability, openPortsOf } from './measure-reachability.ts';

/** The usual port for submission first. */
const preference: readonly number[] = [587, 465, 2525, ...smtpPorts];

/** Ports of this server's host that were just seen to answer, the likeliest first. */
const findWaysOut = async (context: CheckContext, relay: Relay): Promise<readonly number[]> => {
  return orderPorts(openPortsOf(await measureReachability(context), relay.host), relay.port);
};

/** Of these open ports those beside the present one, the usual ones first. */
export const orderPorts = (ports: readonly number[], present: number): readonly number[] => {
  const open = ports.filter((port) => port !== present);
  const usual = preference.filter((port) => open.includes(port));
  return [...new Set([...usual, ...open])];
};

/** Another port of the same host, saved only after a session on it. */
export const switchPort: Remedy = {
  id: 'firewall.port',
  title: 'Switch to a port that is open; it is tried before it is saved',
  risk: 'careful',
  setsServer: true,
  inputs: async (context, subject) => {
    const relay = await findRelay(context, subject);
    const [port] = await findWaysOut(context, relay);
    return [
      { name: 'port', label: 'Port', kind: 'number', ...(port === undefined ? {} : { suggestion: String(port) }) },
      encryptionInput(context, relay, modeOnPort(relay, port)),
    ];
  },
  plan: async (context, request) => {
    const relay = await findRelay(context, request.subject);
    const settings = requirePortAndMode(request);
    return await tryAndPlan(context, switchPort, {
      title: `Reach ${relay.host} on port ${settings.port} instead of ${relay.port}, as it has just worked`,
      relay,
      settings,
    });
  },
};

/** 465 begins with TLS, the others begin in the clear. */
export const modeOnPort = ({ tls, port: current }: Relay, port: number | undefined): TlsMode => {
  if (port === 465) return 'ssl';
  return current === 465 || tls.startsWith('ssl') ? 'starttls' : tls;
};
