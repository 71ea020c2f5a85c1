import type { Remedy } from '../../checks/cause.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import type { ByHand } from '../../domain/change/plan.ts';
import { UserError } from '../../domain/errors.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { findProvider } from '../../domain/providers/find-provider.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { findRelay } from '../../remedies/outgoing-server/server-settings.ts';

/** Consent is given in a browser by whoever owns the account: what to click, and where. */
export const connectByOauth: Remedy = {
  id: 'credentials.oauth',
  title: 'Connect the account by OAuth: what to do, step by step',
  risk: 'safe',
  inputs: () => Promise.resolve([]),
  plan: async (context, { subject }) => {
    const relay = await findRelay(context, subject);
    return composePlan(
      { ...connectByOauth, title: `Connect the account of ${relay.title} by OAuth` },
      { subject: relay.subject },
      {
        byHand: describeSteps(relay, context.odoo.version.series),
        affects: { count: 1, noun: 'mail server' },
      },
    );
  },
};

/** Whether the server is one of the two whose OAuth Odoo knows. */
export const canUseOauth = (relay: Pick<Relay, 'server' | 'host'>): boolean =>
  relay.server !== null && firmOf(relay) !== undefined;

/** Whether Odoo logs in there by OAuth as it is set now. */
export const usesOauth = ({ server }: Pick<Relay, 'server'>): boolean =>
  server?.oauth !== null && server?.oauth !== undefined;

const firmOf = ({ server, host }: Pick<Relay, 'server' | 'host'>): 'google' | 'microsoft' | undefined => {
  const known = server?.oauth?.provider ?? findProvider({ host })?.id;
  if (known === 'google' || known === 'microsoft') return known;
  return known === 'outlook.com' ? 'microsoft' : undefined;
};

/** @throws UserError where Odoo has no OAuth for that server. */
export const describeSteps = (relay: Pick<Relay, 'server' | 'host'>, series: OdooSeries): readonly ByHand[] => {
  const firm = firmOf(relay);
  if (firm === undefined) {
    throw new UserError(
      `Odoo has OAuth for Google and Microsoft only, and ${relay.host} is neither.`,
      'Enter a user and password instead.',
    );
  }
  const [name, module, console] =
    firm === 'google'
      ? [
          'Gmail',
          'google_gmail',
          'console.cloud.google.com → APIs & Services → Credentials → OAuth client ID (web application)',
        ]
      : ['Outlook', 'microsoft_outlook', 'entra.microsoft.com → App registrations → New registration (Web)'];
  const callback = `/${module}/confirm`;
  return [
    {
      owner: 'odoo',
      words: `Install the module ${module} under ${menuPath(series, 'modules')} if it is not there yet.`,
    },
    {
      owner: 'provider',
      words: `Register Odoo at ${console}; as redirect URI enter Odoo’s own address (system parameter web.base.url, https) followed by this.`,
      copy: callback,
    },
    {
      owner: 'odoo',
      words: `Enter the client id and secret under ${menuPath(series, 'general-settings')} → ${name} Credentials.`,
    },
    {
      owner: 'odoo',
      words: `Open ${menuPath(series, 'outgoing-servers')} → ${relay.server?.name ?? 'a new server'}, choose ${name} OAuth Authentication, save, and click “Connect your ${name} account”.`,
    },
    { owner: 'odoo', words: 'Run this check again: the login must be accepted.' },
  ];
};
