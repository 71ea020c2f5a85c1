import type { Secret } from '../secret.ts';

/** The application that Odoo presents to Google or Microsoft when it asks for tokens, from the system parameters. */
export interface OauthApplication {
  readonly provider: 'google' | 'microsoft';
  readonly clientId: string | null;
  readonly clientSecret: Secret | null;
  /** Microsoft only: another token endpoint than the common one. */
  readonly endpoint: string | null;
}
