import type { TlsMode } from '../../domain/probes/smtp-report.ts';
import type { Secret } from '../../domain/secret.ts';
import type { ClientCertificate } from './tls/trust.ts';

/** How to log in: with a password as smtplib does, or with an access token as Odoo's Gmail and Outlook modules do. */
export interface SmtpCredentials {
  readonly kind: 'password' | 'oauth';
  readonly user: string;
  readonly secret: Secret;
}

/** One sender to try and the recipients to try with it. */
export interface Envelope {
  /** Empty for the null sender of bounces. */
  readonly sender: string;
  readonly recipients: readonly string[];
  /** Announced with SIZE when the server knows the extension. */
  readonly sizeBytes?: number;
}

/** What to try on one server. */
export interface SmtpRequest {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
  /** The EHLO name; without it the one that Odoo would use on this machine. */
  readonly heloName?: string;
  readonly credentials?: SmtpCredentials;
  readonly clientCertificate?: ClientCertificate;
  /**
   * At most ten are tried in one session; the rest is returned as not tried. They may still be on their way when the
   * session begins: connection, TLS and login do not wait for them.
   */
  readonly envelopes?: readonly Envelope[] | Promise<readonly Envelope[]>;
  /** The one mechanism to log in with, where the server offers it; what it refuses is not held against the secret. */
  readonly mechanism?: 'CRAM-MD5';
  /** Send a secret although this process saw this server refuse it: somebody asked for it. */
  readonly retrySecret?: boolean;
  /** For one step, ms. */
  readonly timeoutMs: number;
  /** For the whole session, ms. */
  readonly totalTimeoutMs: number;
}
