import { readFile } from 'node:fs/promises';
import type { MailServer } from '../../domain/odoo/mail-server.ts';
import { type TlsMode, tlsModes } from '../../domain/probes/smtp-report.ts';
import { Secret } from '../../domain/secret.ts';
import type { SmtpCredentials, SmtpRequest } from './smtp-request.ts';
import type { ClientCertificate } from './tls/trust.ts';

/** A login that can be tried from here; `none`: Odoo uses the server without one. */
export type KnownLogin =
  | { readonly kind: 'none' }
  | { readonly kind: 'ready'; readonly credentials: SmtpCredentials }
  | { readonly kind: 'certificate'; readonly certificate: ClientCertificate };

/** How Odoo would log in. */
export type ServerLogin =
  | KnownLogin
  /** Odoo fetches a new access token before it sends; we do not, because that may lock Odoo out. */
  | { readonly kind: 'token-expired'; readonly expiredAt: Date | null }
  /** `gmail` or `outlook` was chosen, but nobody ever gave consent. */
  | { readonly kind: 'no-consent' }
  /** Odoo takes it from somewhere that we do not read; `why` is a clause. */
  | { readonly kind: 'not-known'; readonly why: string }
  /** The role may not read the secret, or we the file with it. */
  | { readonly kind: 'not-permitted'; readonly what: string };

/** What odoo.conf says about its own server (odoo/tools/config.py). */
export interface ConfiguredLogin {
  readonly startTls: boolean;
  readonly user: string | undefined;
  readonly password: Secret | undefined;
  readonly certificateFile: string | undefined;
  readonly privateKeyFile: string | undefined;
}

export const isKnown = (login: ServerLogin): login is KnownLogin =>
  login.kind === 'none' || login.kind === 'ready' || login.kind === 'certificate';

/** The part of a request that logs in; nothing where the login is not at hand. */
export const loginRequest = (login: ServerLogin): Pick<SmtpRequest, 'credentials' | 'clientCertificate'> => {
  if (login.kind === 'ready') return { credentials: login.credentials };
  return login.kind === 'certificate' ? { clientCertificate: login.certificate } : {};
};

/** Odoo speaks plainly where it does not know the word (`connect`, base/models/ir_mail_server.py). */
export const tlsModeOf = ({ encryption }: MailServer): TlsMode =>
  tlsModes.find((mode) => mode === encryption) ?? 'none';

/** A row's login (`connect`, base/models/ir_mail_server.py; google_gmail and microsoft_outlook). */
export const loginOfServer = (server: MailServer, now: Date): ServerLogin => {
  const { authentication, user, password, oauth, detached } = server;
  if (detached !== null) return { kind: 'not-known', why: detached };
  if (authentication === 'certificate') return withCertificate(server);
  // However it is set to log in: Odoo does so only where there is a user (`if smtp_user`, connect).
  if (user === null || user === '') return { kind: 'none' };
  if (oauth !== null) return withToken(user, oauth, now);
  if (password.kind === 'not-permitted') return { kind: 'not-permitted', what: 'the password' };
  const secret = password.kind === 'stored' ? password.secret : new Secret('');
  return { kind: 'ready', credentials: { kind: 'password', user, secret } };
};

const withToken = (user: string, oauth: NonNullable<MailServer['oauth']>, now: Date): ServerLogin => {
  const { accessToken, refreshToken, accessTokenExpiresAt: expiry } = oauth;
  if (accessToken.kind === 'not-permitted') return { kind: 'not-permitted', what: 'the access token' };
  if (accessToken.kind === 'stored' && expiry !== null && expiry > now) {
    return { kind: 'ready', credentials: { kind: 'oauth', user, secret: accessToken.secret } };
  }
  return refreshToken.kind === 'none' ? { kind: 'no-consent' } : { kind: 'token-expired', expiredAt: expiry };
};

const withCertificate = ({ certificate, privateKey }: MailServer): ServerLogin => {
  if (certificate.kind === 'not-permitted' || privateKey.kind === 'not-permitted') {
    return { kind: 'not-permitted', what: 'the certificate and its key' };
  }
  return certificate.kind === 'stored' && privateKey.kind === 'stored'
    ? { kind: 'certificate', certificate: { certificate: certificate.secret.reveal(), key: privateKey.secret } }
    : { kind: 'none' };
};

/** The login of odoo.conf's server; its certificate's files are read. */
export const loginOfConfiguration = async (configured: ConfiguredLogin): Promise<ServerLogin> => {
  const { user, password, certificateFile, privateKeyFile } = configured;
  if (user !== undefined) {
    return { kind: 'ready', credentials: { kind: 'password', user, secret: password ?? new Secret('') } };
  }
  if (certificateFile === undefined || privateKeyFile === undefined) return { kind: 'none' };
  try {
    const [certificate, key] = await Promise.all([readFile(certificateFile, 'utf8'), readFile(privateKeyFile, 'utf8')]);
    return { kind: 'certificate', certificate: { certificate, key: new Secret(key) } };
  } catch {
    return { kind: 'not-permitted', what: `the files ${certificateFile} and ${privateKeyFile}` };
  }
};
