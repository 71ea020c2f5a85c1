import type { StoredSecret } from './stored-secret.ts';

/** What Odoo keeps of a person's consent at Google or Microsoft, on a mail server or a fetchmail server. */
export interface OauthGrant {
  readonly provider: 'google' | 'microsoft';
  readonly refreshToken: StoredSecret;
  readonly accessToken: StoredSecret;
  /** When the access token ends; null where none was fetched yet. */
  readonly accessTokenExpiresAt: Date | null;
}
