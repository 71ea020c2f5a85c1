import type { Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { isPrivateAddress } from '../../checks/measure/private-address.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { openSessions } from '../../checks/measure/smtp-sessions.ts';
import type { SmtpReport, TlsMode } from '../../domain/probes/smtp-report.ts';
import { encryptionInput, requirePortAndMode } from '../../remedies/outgoing-server/encryption-input.ts';
import { tryAndPlan } from '../../remedies/outgoing-server/plan-settings.ts';
import { findRelay } from '../../remedies/outgoing-server/server-settings.ts';

/** Another encryption, or another port for it, saved only after the server took it. */
export const switchMode: Remedy = {
  id: 'tls.mode',
  title: 'Change the encryption or the port; it is tried before it is saved',
  risk: 'careful',
  setsServer: true,
  inputs: async (context, subject) => {
    const relay = await findRelay(context, subject);
    return [
      encryptionInput(context, relay, await suggestMode(context, relay)),
      { name: 'port', label: 'Port', kind: 'number', suggestion: String(relay.port) },
    ];
  },
  plan: async (context, request) => {
    const relay = await findRelay(context, request.subject);
    const settings = requirePortAndMode(request);
    return await tryAndPlan(context, switchMode, {
      title: `Reach ${relay.title} on port ${settings.port} with encryption ${settings.tls}, as it has just worked`,
      relay,
      settings,
      warn: ({ report }) => warnOf(relay, settings.tls, report),
    });
  },
};

const suggestMode = async (context: CheckContext, relay: Relay): Promise<TlsMode> => {
  const sessions = await openSessions(context);
  const report = sessions.find((session) => session.relay.subject === relay.subject)?.report;
  return (report === undefined ? undefined : modeFor(report)) ?? relay.tls;
};

/** What the session's failure asks for. */
export const modeFor = ({
  failure,
  tlsMode,
  port,
}: Pick<SmtpReport, 'failure' | 'tlsMode' | 'port'>): TlsMode | undefined => {
  if (failure?.kind === 'reply' || failure?.kind === 'auth') return 'starttls';
  if (failure?.kind !== 'tls') return undefined;
  switch (failure.problem.kind) {
    case 'port-speaks-plain':
      return 'starttls';
    case 'port-wants-tls':
      return 'ssl';
    case 'starttls-not-offered':
      return port === 465 ? 'ssl' : 'none';
    case 'certificate':
      return tlsMode === 'ssl_strict' ? 'ssl' : 'starttls';
    default:
      return undefined;
  }
};

export const warnOf = (
  relay: Pick<Relay, 'tls'>,
  mode: TlsMode,
  { connectedTo }: Pick<SmtpReport, 'connectedTo'>,
): readonly string[] => {
  const isPublic = connectedTo !== undefined && !isPrivateAddress(connectedTo.address);
  if (mode === 'none' && isPublic)
    return ['Everything, the password included, travels over the Internet without encryption.'];
  return relay.tls.endsWith('_strict') && !mode.endsWith('_strict')
    ? [
        'Odoo no longer looks at the server’s certificate: whoever stands in between can read along. Have it renewed and switch back.',
      ]
    : [];
};
