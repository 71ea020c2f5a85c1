import type { Remedy, RemedyRequest } from '../../checks/cause.ts';
import { UserError } from '../../domain/errors.ts';
import type { TlsMode } from '../../domain/probes/smtp-report.ts';
import { findProvider } from '../../domain/providers/find-provider.ts';
import { providers } from '../../domain/providers/index.ts';
import { type Provider, printStatement } from '../../domain/providers/provider.ts';
import { planSettings } from '../../remedies/outgoing-server/plan-settings.ts';
import { findRelay, isSetInConf, requireText } from '../../remedies/outgoing-server/server-settings.ts';
import { trySettings } from '../../remedies/outgoing-server/try-settings.ts';
import { passwordInput, requirePassword, userInput } from './enter-password-remedy.ts';

/** Those whose servers are the same for every customer: a host with a gap to fill in is no preset. */
const presets = providers.filter(({ endpoints }) => /^[a-z0-9.-]+$/.test(endpoints[0]?.host ?? ''));

/** Host, port and encryption of a provider at once, with a login there. */
export const usePreset: Remedy = {
  id: 'credentials.preset',
  title: 'Set the server to a provider’s host, port and encryption, with a login there',
  risk: 'careful',
  setsServer: true,
  inputs: async (context, subject) => {
    const relay = await findRelay(context, subject);
    const current = findProvider({ host: relay.host });
    const isPreset = presets.some(({ id }) => id === current?.id);
    return [
      {
        name: 'provider',
        label: 'Provider',
        kind: 'choice',
        choices: presets.map(({ id }) => id),
        ...(isPreset && current !== undefined ? { suggestion: current.id } : {}),
      },
      { name: 'port', label: 'Port (0: the provider’s usual one)', kind: 'number', suggestion: '0' },
      userInput(relay.user),
      passwordInput,
    ];
  },
  plan: async (context, request) => {
    const relay = await findRelay(context, request.subject);
    const provider = choosePreset(request);
    const settings = {
      ...chooseEndpoint(provider, Number(request.values.texts['port'] ?? 0), isSetInConf(relay)),
      user: requireText(request, 'user', 'The user'),
      password: requirePassword(request),
    };
    const trial = await trySettings(context, relay, settings);
    return await planSettings(context, {
      action: usePreset.id,
      title: `Send through ${provider.name} (${settings.host}:${settings.port}) instead of ${relay.title}`,
      risk: usePreset.risk,
      relay,
      settings,
      trial,
      warnings: [
        `${provider.name} on who may be the sender: ${printStatement(provider.fromRule)}.`,
        'The sending domains’ SPF and DKIM must name the new provider, or receivers refuse the mail: run the check “dns” afterwards.',
      ],
    });
  },
};

const choosePreset = (request: RemedyRequest): Provider => {
  const id = requireText(request, 'provider', 'The provider');
  const provider = presets.find((one) => one.id === id);
  if (provider === undefined)
    throw new UserError(`There is no preset '${id}'.`, `Presets: ${presets.map((one) => one.id).join(', ')}.`);
  return provider;
};

/** The server's usual port for 0; the encryption that goes with a port. odoo.conf cannot say SSL/TLS. */
export const chooseEndpoint = (
  { endpoints, name }: Pick<Provider, 'endpoints' | 'name'>,
  port: number,
  inConf: boolean,
): { readonly host: string; readonly port: number; readonly tls: TlsMode } => {
  const [endpoint] = endpoints;
  const usable = endpoint?.ports.filter(([, mode]) => !inConf || mode !== 'ssl') ?? [];
  const [usual] = usable;
  if (endpoint === undefined || usual === undefined)
    throw new UserError(`${name} has no server that could be set here.`);
  if (port === 0) return { host: endpoint.host, port: usual[0], tls: usual[1] };
  const mode = usable.find(([known]) => known === port)?.[1];
  return { host: endpoint.host, port, tls: mode ?? usual[1] };
};
