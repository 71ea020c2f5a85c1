import type { OauthGrant } from '../../../../domain/odoo/oauth-grant.ts';
import { toDate } from '../../decode.ts';
import type { ReadSecret } from '../../odoo-secrets.ts';

/** The columns that google_gmail and microsoft_outlook add to mail servers and fetchmail servers alike. */
export const grantColumns = ['google_gmail_access_token_expiration', 'microsoft_outlook_access_token_expiration'];

export const grantSecrets = [
  'google_gmail_refresh_token',
  'google_gmail_access_token',
  'microsoft_outlook_refresh_token',
  'microsoft_outlook_access_token',
];

/** Each is missing without its module. */
export interface GrantRow {
  readonly google_gmail_access_token_expiration?: number | null;
  readonly google_gmail_refresh_token?: string | null;
  readonly google_gmail_access_token?: string | null;
  readonly microsoft_outlook_access_token_expiration?: number | null;
  readonly microsoft_outlook_refresh_token?: string | null;
  readonly microsoft_outlook_access_token?: string | null;
}

/** The consent that a row uses, going by how it authenticates; null where it uses a password. */
export const toGrant = (row: GrantRow, authentication: string, secret: ReadSecret): OauthGrant | null => {
  if (authentication === 'gmail') {
    return {
      provider: 'google',
      refreshToken: secret('google_gmail_refresh_token', row.google_gmail_refresh_token),
      accessToken: secret('google_gmail_access_token', row.google_gmail_access_token),
      accessTokenExpiresAt: toDate(row.google_gmail_access_token_expiration || null),
    };
  }
  if (authentication === 'outlook') {
    return {
      provider: 'microsoft',
      refreshToken: secret('microsoft_outlook_refresh_token', row.microsoft_outlook_refresh_token),
      accessToken: secret('microsoft_outlook_access_token', row.microsoft_outlook_access_token),
      accessTokenExpiresAt: toDate(row.microsoft_outlook_access_token_expiration || null),
    };
  }
  return null;
};
