import type { Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { isPrivateAddress } from '../../checks/measure/private-address.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { openSessions } from '../../checks/measure/smtp-sessions.ts';
import type { RemedyInput } from '../../domain/change/remedy.ts';
import { UserError } from '../../domain/errors.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { type SmtpReport, type TlsMode, tlsModes } from '../../domain/probes/smtp-report.ts';
import { planSettings } from '../../remedies/outgoing-server/plan-settings.ts';
import { findRelay, isSetInConf, requirePort, requireText } from '../../remedies/outgoing-server/server-settings.ts';
import { trySettings } from '../../remedies/outgoing-server/try-settings.ts';

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
    const settings = {
      tls: parseMode(requireText(request, 'encryption', 'The encryption')),
      port: requirePort(request),
    };
    const trial = await trySettings(context, relay, settings);
    return await planSettings(context, {
      action: switchMode.id,
      title: `Reach ${relay.title} on port ${settings.port} with encryption ${settings.tls}, as it has just worked`,
      risk: switchMode.risk,
      relay,
      settings,
      trial,
      warnings: warnOf(relay, settings.tls, trial.report),
    });
  },
};

export const encryptionInput = (context: CheckContext, relay: Relay, suggestion: TlsMode): RemedyInput => ({
  name: 'encryption',
  label: 'Encryption (none, starttls, ssl)',
  kind: 'choice',
  choices: modesOf(context, relay),
  suggestion,
});

/** odoo.conf knows STARTTLS or nothing; only 19 has the modes that verify. */
const modesOf = ({ odoo }: CheckContext, relay: Relay): readonly TlsMode[] => {
  if (isSetInConf(relay)) return ['none', 'starttls'];
  return traitsOf(odoo.version.series).verifyingModes ? tlsModes : tlsModes.filter((mode) => !mode.endsWith('_strict'));
};

/** @throws UserError for a word that is no mode. */
export const parseMode = (text: string): TlsMode => {
  const mode = tlsModes.find((one) => one === text);
  if (mode === undefined) throw new UserError(`'${text}' is no encryption.`, `Choose one of ${tlsModes.join(', ')}.`);
  return mode;
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
