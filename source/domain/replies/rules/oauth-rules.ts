import type { FailureClass } from '../classes/index.ts';
import { type Phrases, phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const entra = 'learn.microsoft.com entra/identity-platform/reference-error-codes';
const google = 'developers.google.com/identity/protocols/oauth2/web-server, errors';

const redirect =
  'The redirect address that Odoo sends is not the one registered with the application. Compare the system parameter web.base.url (and proxy_mode = True in odoo.conf, for https) with the Redirect URI registered at the provider, letter by letter, then connect the account again.';

/** What an OAuth provider says when it gives no token: each has one thing to mend. */
const meanings: readonly (readonly [
  id: string,
  text: Phrases,
  advice: string,
  sample: string,
  source: string,
  class_?: FailureClass,
])[] = [
  [
    'oauth-redirect-uri',
    phrases`
      \baadsts(?:50011|500112|500113|90023|900971)\b
      redirect_uri_mismatch
      reply (?:url|address) .{0,120}does not match
      redirect uri .{0,160}does not match
    `,
    redirect,
    'Error 400: redirect_uri_mismatch',
    `${entra}; ${google}`,
  ],
  [
    'oauth-secret-expired',
    phrases`\baadsts7000222\b`,
    'The client secret of the application has expired at Microsoft. Create a new client secret in Entra > App registrations > Certificates & secrets, enter its value in Settings > General Settings of Odoo, and connect the account again.',
    'AADSTS7000222: The provided client secret keys for app are expired.',
    entra,
  ],
  [
    'oauth-secret-wrong',
    phrases`
      \baadsts(?:7000215|7000216|7000218|50012)\b
      \binvalid_client\b
      unauthorized_client
      deleted_client
    `,
    'The provider does not know this client ID with this client secret. Enter both anew in Settings > General Settings of Odoo: the secret’s value, not its ID, and of an application that still exists.',
    'AADSTS7000215: Invalid client secret provided.',
    `${entra}; ${google}`,
  ],
  [
    'oauth-application-unknown',
    phrases`\baadsts(?:700016|90002|50020|50194|500011|500014|700054|50105)\b`,
    'Microsoft does not find this application, or not for this account’s organisation. Check the client ID in Settings > General Settings, and in Entra > App registrations the supported account types and the tenant (system parameter microsoft_outlook.endpoint).',
    'AADSTS700016: Application with identifier was not found in the directory.',
    entra,
  ],
  [
    'oauth-consent',
    phrases`
      \baadsts(?:65001|65004|65005|90094|90008)\b
      \bconsent_required\b
      \baccess_denied\b
      admin_policy_enforced
      org_internal
    `,
    'Nobody has agreed that the application may send as this mailbox, or the organisation does not allow it. Let an administrator grant consent to the application (Entra > Enterprise applications > Permissions; Google: Admin console > API controls), then connect the account again.',
    'AADSTS65001: The user or administrator has not consented to use the application.',
    `${entra}; ${google}`,
  ],
  [
    'oauth-second-factor',
    phrases`
      \baadsts(?:50076|50079|50074|50072|50158|53000|53001|53003|530003|70043)\b
      \binteraction_required\b
      invalid_rapt
      rapt_required
    `,
    'A sign-in rule of the organisation (Conditional Access, a second factor) asks for a person. Connect the account again in a browser that passes the rule, or exclude the service mailbox in Entra > Conditional Access.',
    'AADSTS50076: Due to a configuration change you must use multi-factor authentication.',
    entra,
    'auth.conditional_access',
  ],
  [
    'oauth-scope',
    phrases`
      \baadsts(?:70011|28002|28003)\b
      \binvalid_scope\b
    `,
    'The permission that Odoo asks for is not valid for this application or account. Add SMTP.Send (Microsoft) or the scope mail.google.com (Google) to the application’s permissions; a personal Outlook.com account needs an application that allows personal accounts.',
    'AADSTS70011: The provided value for the input parameter scope is not valid.',
    `${entra}; ${google}`,
  ],
  [
    'oauth-request-incomplete',
    phrases`
      \baadsts(?:900144|9002313|900561|90014|9002325|700025)\b
      \binvalid_request\b
      missing required parameter
    `,
    'Odoo’s request to the provider lacked a value, mostly because the client ID or the secret is empty. Enter both in Settings > General Settings and save, then connect the account again.',
    "AADSTS900144: The request body must contain the following parameter: 'client_id'.",
    `${entra}; ${google}`,
  ],
  [
    'oauth-account',
    phrases`\baadsts(?:50034|50053|50055|50056|50057|50059|51004|500341|16000)\b`,
    'The mailbox that was connected is unknown, locked or disabled at Microsoft, or its password has expired. Look at that user in the Microsoft 365 admin center, then connect the account again.',
    'AADSTS50057: The user account is disabled.',
    entra,
    'auth.account_disabled',
  ],
  [
    'oauth-grant-expired',
    phrases`
      \baadsts(?:70000|70008|700082|700084|50173|50078|54005|9002341|70002)\b
      \binvalid_grant\b
      token has been (?:expired or )?revoked
      refresh token (?:has |is )?(?:expired|revoked|invalid)
    `,
    'The consent that Odoo keeps is no longer valid: unused for too long, the password was changed, or it was revoked (Google: after 7 days while the application is in testing). Open the outgoing mail server and connect the account again.',
    'invalid_grant: Token has been expired or revoked.',
    `${entra}; ${google}`,
  ],
  [
    'oauth-unreachable',
    phrases`
      (?:httpsconnectionpool|connectionpool)\(host='(?:login\.microsoftonline|oauth2\.googleapis|accounts\.google)
      max retries exceeded with url: \S{0,60}(?:oauth2|token)
    `,
    'Odoo’s server did not reach the provider’s login service over HTTPS. Open port 443 of that machine to login.microsoftonline.com or oauth2.googleapis.com, or mend its proxy, then retry.',
    "HTTPSConnectionPool(host='oauth2.googleapis.com', port=443): Max retries exceeded with url: /token",
    'requests and urllib3 exceptions, as Odoo stores them',
  ],
];

/** Each text with its own advice; a class of its own only where the remedy is another one. */
export const oauthRules = (): readonly ReplyRule[] =>
  meanings.map(([id, text, advice, sample, source, failureClass = 'auth.oauth_token']) => ({
    id,
    when: { silent: true, text },
    class: failureClass,
    advice,
    source,
    sample,
  }));
