import type { MailServer } from '../../domain/mail-server.ts';
import { type TlsMode, tlsModes } from '../../domain/probes/smtp-report.ts';
import type { RoutedServer } from '../../domain/routing/route.ts';
import { Secret } from '../../domain/secret.ts';
import type { StoredSecret } from '../../domain/stored-secret.ts';
import type { SmtpRequest } from './request.ts';

/** How odoo.conf says to log in and encrypt. */
export interface ConfiguredLogin {
  readonly startTls: boolean;
  readonly user: string | undefined;
  readonly password: Secret | undefined;
}

/** The part of a request that names a server and how to enter it. */
export type ServerEntrance = Pick<SmtpRequest, 'host' | 'port' | 'tls' | 'credentials' | 'clientCertificate'>;

export type EntranceOrReason =
  | { readonly kind: 'entrance'; readonly entrance: ServerEntrance }
  /** Only Odoo can enter; the sentence says why. */
  | { readonly kind: 'only-odoo'; readonly why: string };

/**
 * How Odoo connects to that server (`connect`, base/models/ir_mail_server.py; google_gmail and microsoft_outlook), as
 * far as it can be done from outside.
 */
export const enterServer = (
  routed: RoutedServer,
  { login, now }: { readonly login: ConfiguredLogin; readonly now: Date },
): EntranceOrReason => (routed.kind === 'row' ? enterRow(routed.server, now) : enterConfigured(routed, login));

const enterConfigured = (
  { host, port }: Exclude<RoutedServer, { kind: 'row' }>,
  { startTls, user, password }: ConfiguredLogin,
): EntranceOrReason => ({
  kind: 'entrance',
  entrance: {
    host,
    port,
    tls: startTls ? 'starttls' : 'none',
    ...(user === undefined ? {} : { credentials: { kind: 'password', user, secret: password ?? new Secret('') } }),
  },
});

const enterRow = (server: MailServer, now: Date): EntranceOrReason => {
  const tls = tlsModes.find((mode) => mode === server.encryption);
  if (server.host === null || server.host === '') return onlyOdoo('it names no host');
  if (tls === undefined) return onlyOdoo(`its encryption '${server.encryption}' is not known`);
  const entrance = { host: server.host, port: server.port ?? 25, tls };
  switch (server.authentication) {
    case 'gmail':
    case 'outlook':
      return enterWithToken(server, entrance, now);
    case 'certificate':
      return enterWithCertificate(server, entrance);
    default:
      return enterWithPassword(server, entrance);
  }
};

interface Address {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
}

const onlyOdoo = (why: string): EntranceOrReason => ({ kind: 'only-odoo', why });

const enterWithPassword = ({ user, password }: MailServer, entrance: Address): EntranceOrReason => {
  if (user === null || user === '') return { kind: 'entrance', entrance };
  if (password.kind === 'not-permitted') return onlyOdoo('the database role may not read its password');
  return {
    kind: 'entrance',
    entrance: { ...entrance, credentials: { kind: 'password', user, secret: reveal(password) ?? new Secret('') } },
  };
};

const enterWithToken = ({ user, oauth }: MailServer, entrance: Address, now: Date): EntranceOrReason => {
  if (user === null || user === '') return { kind: 'entrance', entrance };
  const token = oauth === null ? undefined : reveal(oauth.accessToken);
  if (oauth?.accessToken.kind === 'not-permitted') return onlyOdoo('the database role may not read its access token');
  const endsAt = oauth?.accessTokenExpiresAt ?? null;
  if (token === undefined || endsAt === null || endsAt <= now) {
    return onlyOdoo('its access token has run out, and Odoo fetches a new one when it sends');
  }
  return { kind: 'entrance', entrance: { ...entrance, credentials: { kind: 'oauth', user, secret: token } } };
};

const enterWithCertificate = ({ certificate, privateKey }: MailServer, entrance: Address): EntranceOrReason => {
  const shown = reveal(certificate);
  const key = reveal(privateKey);
  if (shown === undefined || key === undefined) return onlyOdoo('its certificate cannot be read');
  return { kind: 'entrance', entrance: { ...entrance, clientCertificate: { certificate: shown.reveal(), key } } };
};

const reveal = (stored: StoredSecret): Secret | undefined => (stored.kind === 'stored' ? stored.secret : undefined);
