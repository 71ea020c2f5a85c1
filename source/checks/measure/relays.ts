import { isNeutralized } from '../../domain/odoo/mail-parameter.ts';
import type { MailServer } from '../../domain/odoo/mail-server.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import type { TlsMode } from '../../domain/probes/smtp-report.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import type { RoutedServer } from '../../domain/routing/route.ts';
import { resolveServer } from '../../domain/routing/routed-server.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';
import { loginOfConfiguration, loginOfServer, type ServerLogin, tlsModeOf } from '../../services/smtp/server-login.ts';
import { configuredLoginOf } from '../../target/odoo-conf/mail-settings.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from './if-possible.ts';
import { measureRoutes, measureRoutingFacts, type Routes, type SenderRoute } from './routes.ts';
import { shared } from './shared.ts';

/** A server that Odoo sends through, as Odoo would use it. */
export interface Relay {
  /** `server:3`, or `conf` for odoo.conf's. */
  readonly subject: string;
  /** Null for odoo.conf's. */
  readonly server: MailServer | null;
  /** As a person calls it: `Office (smtp.acme.com:587)`. */
  readonly title: string;
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
  readonly user: string | null;
  readonly login: ServerLogin;
  /** Nobody set it: no row is active, and odoo.conf falls back to its own machine. What fails there is no-server's. */
  readonly isLastResort: boolean;
  /** Waiting and failed mails whose way leads through it. */
  readonly mails: number;
  /** The senders whose mail it carries, most mails first. */
  readonly routes: readonly SenderRoute[];
  /** Odoo would choose it for a mail that is there or that a company writes now; true where nobody can tell. */
  readonly isChosen: boolean;
}

/**
 * The servers in use: every active row, and odoo.conf's where no row is active or a mail leads there. A row without
 * a host is left out: Odoo cannot use it either, or where it leads is not known (`describeUnknownServers`).
 */
export const measureRelays = shared(async (context): Promise<readonly Relay[]> => {
  const [facts, routed] = await Promise.all([measureRoutingFacts(context), readRoutesIfPermitted(context)]);
  const routes = routed?.routes ?? [];
  const named = new Set(
    routes.flatMap(({ route, sender }) => (sender.mails > 0 ? [identifyServer(route.server)] : [])),
  );
  // 14 and 15 go on using an archived server that a mail names.
  const active = facts.servers.filter(
    (server) => server.active || (!traitsOf(facts.series).refusesArchivedServer && named.has(`server:${server.id}`)),
  );
  const usesConf = !facts.servers.some((server) => server.active) || named.has('conf');
  const servers = [...active, ...(usesConf ? [null] : [])];
  const relays = await Promise.all(
    servers.map(async (server) => {
      const target = resolveServer(facts, server);
      const own = routes.filter(({ route }) => identifyServer(route.server) === identifyServer(target));
      const isChosen = routed === undefined || own.length > 0;
      return await describeRelay(context, { facts, target, routes: own, isChosen });
    }),
  );
  return relays.filter((relay) => relay !== undefined);
});

/**
 * The servers in use whatever the queue holds, as `measureRelays` describes them but for the mails: connecting to them need
 * not wait until the queue was read.
 */
export const measureActiveServers = shared(async (context): Promise<readonly Relay[]> => {
  const facts = await measureRoutingFacts(context);
  const active = facts.servers.filter((server) => server.active);
  const described = await Promise.all(
    (active.length === 0 ? [null] : active).map((server) =>
      describeRelay(context, { facts, target: resolveServer(facts, server), routes: [], isChosen: true }),
    ),
  );
  return described.filter((relay) => relay !== undefined);
});

/** Servers can be tried even where the role may not read who the mails come from. */
const readRoutesIfPermitted = (context: CheckContext): Promise<Routes | undefined> =>
  ifPossible(context, measureRoutes(context));

interface RelayFacts {
  readonly facts: RoutingFacts;
  readonly target: RoutedServer;
  readonly routes: readonly SenderRoute[];
  readonly isChosen: boolean;
}

const describeRelay = async (
  context: CheckContext,
  { facts, target, routes, isChosen }: RelayFacts,
): Promise<Relay | undefined> => {
  const mails = routes.reduce((sum, { sender }) => sum + sender.mails, 0);
  const isLastResort = isStandIn(facts, target);
  const common = { subject: identifyServer(target), mails, routes, isChosen, isLastResort };
  if (target.kind !== 'row') {
    const conf = await describeConf(context, target);
    return { ...common, server: target.kind === 'conf' ? null : target.server, ...conf };
  }
  const { server } = target;
  const { host } = server;
  if (host === null || host.trim() === '') return undefined;
  const port = server.port || 25;
  return {
    ...common,
    server,
    title: `${server.name} (${host}:${port})`,
    host,
    port,
    tls: tlsModeOf(server),
    user: server.user,
    login: loginOfServer(server, context.now()),
  };
};

const ownMachine = /^(?:localhost|127(?:\.\d+){3}|::1)$/i;

/** Where Odoo turns when there is no server; a neutralized copy has one named `invalid` (data/neutralize.sql, 16+). */
const isStandIn = ({ servers, parameters }: RoutingFacts, target: RoutedServer): boolean =>
  target.kind === 'row'
    ? isNeutralized(parameters) && target.server.host === 'invalid'
    : !servers.some(({ active }) => active) && ownMachine.test(target.host);

const describeConf = async (
  { target: { settings } }: CheckContext,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Pick<Relay, 'title' | 'host' | 'port' | 'tls' | 'user' | 'login'>> => ({
  title: `odoo.conf's server (${host}:${port})`,
  host,
  port,
  tls: settings.smtpStartTls.value ? 'starttls' : 'none',
  user: settings.smtpUser.value ?? null,
  login: await loginOfConfiguration(configuredLoginOf(settings)),
});
