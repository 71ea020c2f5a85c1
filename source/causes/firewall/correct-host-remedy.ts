import type { Remedy } from '../../checks/cause.ts';
import { UserError } from '../../domain/errors.ts';
import { describeHostNameFlaw, judgeHostName } from '../../domain/probes/host-name.ts';
import { encryptionInput, requirePortAndMode } from '../../remedies/outgoing-server/encryption-input.ts';
import { tryAndPlan } from '../../remedies/outgoing-server/plan-settings.ts';
import { findRelay, requireText } from '../../remedies/outgoing-server/server-settings.ts';
import { modeOnPort } from './switch-port-remedy.ts';

/** Another host name, saved only after a session with it; the login that is stored goes to it, as Odoo's would. */
export const correctHost: Remedy = {
  id: 'firewall.host',
  title: 'Correct the host name; it is tried before it is saved',
  risk: 'careful',
  setsServer: true,
  inputs: async (context, subject) => {
    const relay = await findRelay(context, subject);
    const flaw = judgeHostName(relay.host);
    const port = flaw?.port ?? relay.port;
    return [
      {
        name: 'host',
        label: 'Host',
        kind: 'text',
        ...(flaw?.suggestion === undefined ? {} : { suggestion: flaw.suggestion }),
      },
      { name: 'port', label: 'Port', kind: 'number', suggestion: String(port) },
      encryptionInput(context, relay, modeOnPort(relay, port)),
    ];
  },
  plan: async (context, request) => {
    const relay = await findRelay(context, request.subject);
    const host = requireText(request, 'host', 'The host');
    const flaw = judgeHostName(host);
    if (flaw?.isHopeless === true) throw new UserError(`Nothing was saved: ${describeHostNameFlaw(host, flaw)}`);
    const settings = { host, ...requirePortAndMode(request) };
    return await tryAndPlan(context, correctHost, {
      title: `Send through ${host}:${settings.port} instead of “${relay.host}”, as it has just worked`,
      relay,
      settings,
    });
  },
};
