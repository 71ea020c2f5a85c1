import type { OauthGrant } from './oauth-grant.ts';
import type { StaticFrom } from './static-from.ts';
import type { StoredSecret } from './stored-secret.ts';

/**
 * A row of ir_mail_server. `undefined`: this Odoo has no such column; null: it has, and the row leaves it empty.
 * Host, user and filter keep their spaces, because Odoo uses them as they stand.
 */
export interface MailServer {
  readonly id: number;
  readonly name: string;
  /**
   * Why host, port, encryption, user and password are not what the row's own columns say, as a clause; null where they
   * are. Then the first three are what Odoo takes instead, or null where that is not known, and no login is at hand.
   */
  readonly detached: string | null;
  /** An archived server is never chosen; 16 and later fail a mail that names one, 14 and 15 use it anyway. */
  readonly active: boolean;
  /** Lowest first; rows without one come last. */
  readonly sequence: number | null;
  readonly host: string | null;
  readonly port: number | null;
  /** `none`, `starttls`, `ssl`; 19 also `starttls_strict`, `ssl_strict` (the plain ones verify no certificate). */
  readonly encryption: string | null;
  /** `login`, `certificate`, `gmail`, `outlook`, `cli` (17+: take odoo.conf's). 14 has no column: told by its modules' switches. */
  readonly authentication: string;
  readonly user: string | null;
  readonly password: StoredSecret;
  /** PEM text, for `certificate` (15+). */
  readonly certificate: StoredSecret;
  readonly privateKey: StoredSecret;
  /** 15 and 16: one address or domain. 17+: several, parted by commas. */
  readonly fromFilter: string | null | undefined;
  /** The sender that OCA's mail_outbound_static puts in every mail; null without one or without the module. */
  readonly staticFrom?: StaticFrom | null;
  /** Megabytes; null or 0 stands for base.default_max_email_size. 18+. */
  readonly maxEmailSize: number | null | undefined;
  readonly debug: boolean;
  readonly oauth: OauthGrant | null;
  /** Somebody's personal server with its throttle. 19. */
  readonly owner: MailServerOwner | null | undefined;
}

export interface MailServerOwner {
  readonly userId: number;
  /** Mails sent in the minute that began at `countedSince`. */
  readonly count: number | null;
  readonly countedSince: Date | null;
}
