import type { RoutedServer } from '../../domain/routing/route.ts';
import {
  type ConfiguredLogin,
  isKnown,
  type KnownLogin,
  loginOfConfiguration,
  loginOfServer,
  loginRequest,
  type ServerLogin,
  tlsModeOf,
} from '../../services/smtp/server-login.ts';
import type { SmtpRequest } from '../../services/smtp/smtp-request.ts';

/** What tells how Odoo logs in. */
export interface EntranceWorld {
  readonly login: ConfiguredLogin;
  /** Why Odoo does not use what odoo.conf says of its server, with what to do about it; a sentence each. */
  readonly whyUnread?: string;
  readonly now: () => Date;
}

/** Where a server is and how it is entered. */
export type Entrance = Pick<SmtpRequest, 'host' | 'port' | 'tls' | 'credentials' | 'clientCertificate'>;

/** How Odoo enters that server, or why only Odoo can: a clause. */
export const findEntrance = async (
  { login: configured, whyUnread, now }: EntranceWorld,
  routed: RoutedServer,
): Promise<Entrance | string> => {
  const isRow = routed.kind === 'row';
  if (!isRow && whyUnread !== undefined) return whyUnread;
  const login = isRow ? loginOfServer(routed.server, now()) : await loginOfConfiguration(configured);
  if (!isKnown(login)) return whyNotKnown(login);
  if (!isRow) {
    return {
      host: routed.host,
      port: routed.port,
      tls: configured.startTls ? 'starttls' : 'none',
      ...loginRequest(login),
    };
  }
  const { host, port } = routed.server;
  // Its login is not known either, so that is said above.
  if (host === null || host.trim() === '') return 'it names no host';
  return { host, port: port || 25, tls: tlsModeOf(routed.server), ...loginRequest(login) };
};

const whyNotKnown = (login: Exclude<ServerLogin, KnownLogin>): string => {
  switch (login.kind) {
    case 'token-expired':
      return 'its access token has run out, and Odoo fetches a new one when it sends';
    case 'no-consent':
      return 'nobody has connected its account yet';
    case 'not-known':
      return login.why;
    case 'not-permitted':
      return `this role may not read ${login.what}`;
  }
};
