import type { AliasDomain } from '../../../source/domain/odoo/alias-domain.ts';
import type { MailServer } from '../../../source/domain/odoo/mail-server.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import type { Route, SendingRoute } from '../../../source/domain/routing/route.ts';
import { routeMail } from '../../../source/domain/routing/route-mail.ts';
import type { RoutableMail, RoutingFacts } from '../../../source/domain/routing/routing-facts.ts';

const ann = '"Ann" <ann@example.com>';

/** An active server that takes any sender. */
export const buildServer = (server: Partial<MailServer> & { readonly id: number }): MailServer => ({
  name: `server ${server.id}`,
  active: true,
  sequence: 10,
  host: `smtp${server.id}.example.net`,
  port: 587,
  encryption: 'starttls',
  authentication: 'login',
  user: null,
  password: { kind: 'none' },
  certificate: { kind: 'none' },
  privateKey: { kind: 'none' },
  fromFilter: null,
  detached: null,
  maxEmailSize: undefined,
  debug: false,
  oauth: null,
  owner: undefined,
  ...server,
});

/** Of 17 and later. */
export const exampleDomain: AliasDomain = {
  id: 1,
  name: 'example.org',
  sequence: 10,
  catchallAddress: 'catchall@example.org',
  bounceAddress: 'bounce@example.org',
  defaultFromAddress: 'notifications@example.org',
};

/** An Odoo without servers, addresses of its own or settings in odoo.conf. */
export const buildFacts = (series: OdooSeries, changes: Partial<RoutingFacts> = {}): RoutingFacts => ({
  series,
  servers: [],
  parameters: { 'mail.catchall.alias': 'catchall', 'mail.bounce.alias': 'bounce' },
  aliasDomains: series <= 16 ? undefined : [],
  companies: [{ id: 1, aliasDomainId: series <= 16 ? undefined : null }],
  configuration: { smtpServer: 'localhost', smtpPort: 25, emailFrom: undefined, fromFilter: [] },
  ...changes,
});

/** The same with example.org as its domain: notifications@, bounce@ and catchall@. */
export const buildFactsWithDomain = (series: OdooSeries, changes: Partial<RoutingFacts> = {}): RoutingFacts =>
  series <= 16
    ? buildFacts(series, {
        parameters: {
          'mail.catchall.domain': 'example.org',
          'mail.catchall.alias': 'catchall',
          'mail.bounce.alias': 'bounce',
          'mail.default.from': 'notifications',
        },
        ...changes,
      })
    : buildFacts(series, {
        aliasDomains: [exampleDomain],
        companies: [{ id: 1, aliasDomainId: exampleDomain.id }],
        ...changes,
      });

export const route = (facts: RoutingFacts, mail: Partial<RoutableMail> = {}): Route =>
  routeMail(facts, { from: ann, forcedServerId: null, ...mail });

/** @throws when Odoo would not send it. */
export const routeSent = (facts: RoutingFacts, mail: Partial<RoutableMail> = {}): SendingRoute => {
  const result = route(facts, mail);
  if (result.kind === 'sends') return result;
  throw new Error(`not sent: ${result.failure.kind}`);
};

/** The id of the chosen row; null for odoo.conf. */
export const chosenId = ({ server }: Route): number | null => (server.kind === 'conf' ? null : server.server.id);
