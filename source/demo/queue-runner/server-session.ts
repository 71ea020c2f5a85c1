import type { QueueRun } from './run.ts';
import type { ConfiguredSmtp, MailServerRow } from './runner-settings.ts';
import type { FoundServer } from './server-choice.ts';
import { type Encryption, type RunnerLogin, RunnerSession, type SessionSettings } from './smtp/runner-session.ts';

/** Odoo does not even try this server. */
export class ServerUnusableError extends Error {}

const encryptions: readonly Encryption[] = ['none', 'starttls', 'starttls_strict', 'ssl', 'ssl_strict'];

/**
 * Opens the session that a choice asks for: `connect` of odoo/addons/base/models/ir_mail_server.py.
 * @throws ServerUnusableError, SmtpError
 */
export const openForChoice = (
  { server }: FoundServer,
  { settings, dialect, smtp }: QueueRun,
): Promise<RunnerSession> => {
  if (server === null) return RunnerSession.open(fromConf(settings.conf), smtp);
  if (dialect.refusesArchivedServer && server.active !== true) {
    throw new ServerUnusableError(`The server "${server.name}" cannot be used because it is archived.`);
  }
  return RunnerSession.open(server.smtp_authentication === 'cli' ? fromConf(settings.conf) : fromRow(server), smtp);
};

const fromConf = ({ server, port, smtpSsl, user, password }: ConfiguredSmtp): SessionSettings => {
  if (server === undefined) {
    throw new ServerUnusableError(
      'Missing SMTP Server\nPlease define at least one SMTP server, or provide the SMTP parameters explicitly.',
    );
  }
  return {
    host: server,
    port,
    encryption: smtpSsl ? 'starttls' : 'none',
    login: user === undefined ? { kind: 'none' } : { kind: 'password', user, password: password ?? '' },
  };
};

const fromRow = (row: MailServerRow): SessionSettings => ({
  host: row.smtp_host ?? 'localhost',
  port: row.smtp_port ?? 25,
  encryption: encryptions.find((encryption) => encryption === row.smtp_encryption) ?? 'none',
  login: loginOf(row),
});

const loginOf = (row: MailServerRow): RunnerLogin => {
  const user = row.smtp_user ?? '';
  if (row.smtp_authentication === 'certificate' || user === '') return { kind: 'none' };
  if (row.smtp_authentication === 'gmail') return { kind: 'oauth', user, token: row.google_gmail_access_token ?? '' };
  if (row.smtp_authentication === 'outlook') {
    return { kind: 'oauth', user, token: row.microsoft_outlook_access_token ?? '' };
  }
  return { kind: 'password', user, password: row.smtp_pass ?? '' };
};
