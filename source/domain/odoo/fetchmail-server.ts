import type { OauthGrant } from './oauth-grant.ts';
import type { StoredSecret } from './stored-secret.ts';

/** An incoming server: what brings replies and bounces back into Odoo. */
export interface FetchmailServer {
  readonly id: number;
  readonly name: string;
  readonly active: boolean;
  /** `draft` (never confirmed, so never fetched) or `done`. */
  readonly state: string | null;
  /** `imap`, `pop`, `local`, 16+ also `gmail`, `outlook`. */
  readonly type: string;
  readonly host: string | null;
  readonly port: number | null;
  readonly tls: boolean;
  readonly user: string | null;
  readonly password: StoredSecret;
  readonly fetchedAt: Date | null;
  /** The last failure that Odoo wrote down. 19. */
  readonly failedAt: Date | null | undefined;
  readonly failure: string | null | undefined;
  readonly oauth: OauthGrant | null;
}
