import type { OauthApplication } from '../../../../domain/odoo/oauth-application.ts';
import { Secret } from '../../../../domain/secret.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toText } from '../../decode.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 14–19. */
const text = 'select key, value from ir_config_parameter where key = any($1)';

const keys = [
  'google_gmail_client_id',
  'google_gmail_client_secret',
  'microsoft_outlook_client_id',
  'microsoft_outlook_client_secret',
  'microsoft_outlook.endpoint',
] as const;

/** The applications that Odoo presents to Google and Microsoft, those that are set up. Cost: index lookups by key. */
export const readOauthApplications = async (
  source: OdooSource,
  options?: QueryOptions,
): Promise<readonly OauthApplication[]> => {
  const statement = { what: 'the OAuth applications (ir_config_parameter)', text, values: [keys] };
  const rows = await readRows<{ key: string; value: string | null }>(source, statement, options);
  const values = new Map(rows.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const])));

  const application = (
    provider: OauthApplication['provider'],
    prefix: 'google_gmail' | 'microsoft_outlook',
  ): OauthApplication => {
    const secret = values.get(`${prefix}_client_secret`);
    return {
      provider,
      clientId: toText(values.get(`${prefix}_client_id`)) ?? null,
      clientSecret: secret === undefined ? null : new Secret(secret),
      endpoint: toText(values.get(`${prefix}.endpoint`)) ?? null,
    };
  };
  return [application('google', 'google_gmail'), application('microsoft', 'microsoft_outlook')].filter(
    ({ clientId, clientSecret }) => clientId !== null || clientSecret !== null,
  );
};
