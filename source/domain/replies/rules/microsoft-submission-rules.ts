import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const ndr = 'learn.microsoft.com/exchange non-delivery-reports-in-exchange-online, 2022-04';
const submission = 'learn.microsoft.com/exchange authenticated-client-smtp-submission; texts from public logs';
const outlook = 'sendersupport.olc.protection.outlook.com/pm/troubleshooting, 2026-06-15';

/** Microsoft 365, Exchange and Outlook.com: signing in, what may be sent, and how much. */
export const microsoftSubmissionRules = (): readonly ReplyRule[] => [
  {
    id: 'ms-smtp-auth-tenant',
    when: { text: phrases`smtpclientauthentication is disabled for the tenant` },
    class: 'auth.smtp_auth_disabled_tenant',
    source: submission,
    sample:
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
  },
  {
    id: 'ms-smtp-auth-mailbox',
    when: { text: phrases`smtpclientauthentication is disabled for the mailbox` },
    class: 'auth.smtp_auth_disabled_mailbox',
    source: submission,
    sample: '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',
  },
  {
    id: 'ms-basic-auth-retired',
    when: { text: phrases`basic authentication is (?:disabled|not supported)` },
    class: 'auth.basic_auth_retired',
    source: 'MC786329, 2026-01-27',
    sample: '550 5.7.30 Basic authentication is not supported for Client Submission.',
  },
  {
    id: 'ms-security-defaults',
    when: { text: phrases`security defaults policy` },
    class: 'auth.security_defaults',
    source: submission,
    sample:
      "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator.",
  },
  {
    id: 'ms-conditional-access',
    when: {
      text: phrases`
        did not meet the criteria to be authenticated
        conditional access
        blocked by your organization
      `,
    },
    class: 'auth.conditional_access',
    source: submission,
    sample:
      '535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.',
  },
  {
    id: 'ms-bad-credentials',
    when: {
      text: phrases`
        user credentials were incorrect
        ^authentication unsuccessful\b
        logon failure: unknown user name or bad password
      `,
    },
    class: 'auth.bad_credentials',
    source: submission,
    sample:
      '535 5.7.3 Authentication unsuccessful [AM0PR06CA0126.eurprd06.prod.outlook.com 2024-02-14T14:50:26.590Z 08DC2D372B4C3DED]',
  },
  {
    id: 'ms-not-authenticated',
    when: { text: phrases`client (?:was |is )?not authenticated` },
    class: 'auth.required',
    source: ndr,
    sample: '530 5.7.57 Client not authenticated to send mail. [VI1PR04CA0050.eurprd04.prod.outlook.com]',
  },
  {
    id: 'ms-relay-attribution',
    when: {
      text: phrases`
        tenantattribution
        tenantinboundattribution
      `,
    },
    class: 'relay.denied',
    source: ndr,
    sample: '550 5.7.64 TenantAttribution; Relay Access Denied',
    owner: 'provider',
  },
  {
    id: 'ms-send-as',
    when: {
      text: phrases`
        sendasdenied
        (?:have|has) permissions? to send (?:as|on behalf)
        not allowed to send as
      `,
    },
    class: 'sender.not_allowed',
    source: ndr,
    sample: '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
  },
  {
    id: 'ms-concurrent',
    when: {
      text: phrases`
        concurrent connections? limit exceeded
        aka\.ms/concurrent_sending
      `,
    },
    class: 'rate.concurrent',
    source: submission,
    sample:
      '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.',
  },
  {
    id: 'ms-recipient-thread-limit',
    when: {
      text: phrases`
        organization queue quota exceeded
        recipient has exceeded (?:their |its |the )?(?:limit|message rate)
        recipient thread limit exceeded
        recipient(?:'s)? (?:per hour message receive limit|has exceeded their limit)
        per hour message receive limit
      `,
    },
    class: 'rate.recipient_mailbox',
    source: ndr,
    sample: '432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded',
  },
  {
    id: 'ms-submission-rate',
    when: {
      text: phrases`
        submission rate
        message rate limit
        exceeded permitted limits within
      `,
    },
    class: 'rate.burst',
    source: ndr,
    sample: '421 4.4.2 Message submission rate for this client has exceeded the configured limit',
  },
  {
    id: 'ms-daily',
    when: {
      text: phrases`
        daily limit for message recipients
        submission ?quota ?(?:was )?exceeded
        wascl useraction verdict
      `,
    },
    class: 'rate.daily',
    source: ndr,
    sample:
      '554 5.2.2 mailbox full; STOREDRV.Submission.Exception:SubmissionQuotaExceededException; submission quota was exceeded',
  },
  {
    id: 'ms-tenant-threshold',
    when: {
      text: phrases`
        tenant has exceeded (?:the )?threshold
        traffic not accepted from this ip
        tenant .{0,40}recipient limit
        external recipient (?:rate )?limit
      `,
    },
    class: 'rate.tenant_blocked',
    source: ndr,
    sample: '550 5.7.705 Access denied, tenant has exceeded threshold',
  },
  {
    id: 'ms-unregistered-domain',
    when: { text: phrases`sending from unregistered domains` },
    class: 'sender.not_verified',
    source: ndr,
    sample: '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains',
  },
  {
    id: 'ms-bad-outbound-sender',
    when: {
      text: phrases`
        bad outbound sender
        access denied, (?:spam abuse detected|banned sender$)
      `,
    },
    class: 'account.blocked',
    source: ndr,
    sample: '550 5.1.8 Access denied, bad outbound sender AS(42004)',
  },
  {
    id: 'ms-throttled-ip',
    when: {
      from: 'microsoft',
      reply: 'temporary',
      text: phrases`
        access denied, please try again later
        rate limited
        server busy
        agent busy
      `,
    },
    class: 'rate.reputation',
    source: ndr,
    sample: '451 4.7.500 Server busy. Please try again later from [203.0.113.5]. (S77714)',
  },
  {
    id: 'ms-outlook-reputation',
    when: { text: phrases`\b(?:rp-00[1-3]|sc-00[1-4]|dy-00[12]|ou-00[12])\b` },
    class: 'rep.ip',
    source: outlook,
    sample: "421 RP-001 (BAY004) Unfortunately, some messages from 203.0.113.5 weren't sent. Please try again.",
  },
];
