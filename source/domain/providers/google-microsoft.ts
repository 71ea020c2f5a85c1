import type { Provider } from './provider.ts';

const asOf = '2026-02-12';

/** Google and Microsoft, each as an account and as a relay. */
export const googleMicrosoftProviders: readonly Provider[] = [
  {
    id: 'google-relay',
    name: 'Google Workspace SMTP relay',
    kind: 'relay',
    hosts: ['smtp-relay.gmail.com'],
    mx: [],
    spfIncludes: [],
    // support.google.com/a/answer/10684623
    sisterIncludes: ['_spf.google.com'],
    endpoints: [
      {
        host: 'smtp-relay.gmail.com',
        ports: [
          [587, 'starttls'],
          [465, 'ssl'],
          [25, 'starttls'],
        ],
      },
    ],
    userName: {
      text: 'None when the server’s IP address is on the allow-list, else a Workspace address',
      certainty: 'read',
    },
    password: { text: 'An app password, or none with the IP allow-list', certainty: 'read' },
    limits: [
      { count: 10_000, unit: 'messages', window: 'day', reset: 'sliding', plan: 'each user', asOf, certainty: 'read' },
      { count: 100, unit: 'recipients', window: 'message', asOf, certainty: 'read' },
      {
        count: 319_444,
        unit: 'recipients',
        window: '10 minutes',
        plan: 'the whole organisation',
        asOf,
        certainty: 'read',
      },
    ],
    fromRule: {
      text: 'As allowed in Admin console > Gmail > Routing; the envelope’s domain identifies the tenant',
      certainty: 'read',
    },
    dkimSelectors: ['google'],
    quirks: [
      {
        text: 'Without TLS only the IP allow-list works; an empty MAIL FROM needs EHLO with your own domain',
        certainty: 'read',
      },
    ],
    source: 'https://support.google.com/a/answer/2956491',
  },
  {
    id: 'google',
    name: 'Gmail and Google Workspace',
    kind: 'mailbox',
    hosts: ['smtp.gmail.com', 'smtp.googlemail.com'],
    mx: ['google.com', 'googlemail.com'],
    spfIncludes: ['_spf.google.com'],
    freeMailDomains: ['gmail.com', 'googlemail.com'],
    endpoints: [
      {
        host: 'smtp.gmail.com',
        ports: [
          [587, 'starttls'],
          [465, 'ssl'],
        ],
      },
    ],
    userName: { text: 'The full address', certainty: 'read' },
    password: {
      text: 'A 16-letter app password (2-Step Verification on), or OAuth; the account’s password never works',
      certainty: 'read',
    },
    limits: [
      { count: 2_000, unit: 'messages', window: 'day', reset: 'sliding', plan: 'Workspace', asOf, certainty: 'read' },
      {
        count: 500,
        unit: 'messages',
        window: 'day',
        reset: 'sliding',
        plan: 'Workspace trial',
        asOf,
        certainty: 'read',
      },
      { count: 500, unit: 'messages', window: 'day', reset: 'sliding', plan: 'gmail.com', asOf, certainty: 'memory' },
      {
        count: 3_000,
        unit: 'recipients',
        window: 'day',
        reset: 'sliding',
        plan: 'Workspace, external',
        asOf,
        certainty: 'read',
      },
      { count: 100, unit: 'recipients', window: 'message', asOf, certainty: 'read' },
      { count: 25, unit: 'megabytes', window: 'message', asOf, certainty: 'memory' },
    ],
    fromRule: {
      text: 'From is rewritten to the login unless it is a verified “Send mail as” address',
      certainty: 'memory',
    },
    dkimSelectors: ['google', '20230601'],
    quirks: [
      { text: 'Odoo does not report a refused XOAUTH2 login; it shows as 530 5.7.0 at MAIL FROM', certainty: 'read' },
      { text: 'Google apps in test mode lose their refresh token after 7 days', certainty: 'second-hand' },
    ],
    source: 'https://support.google.com/a/answer/166852',
  },
  {
    id: 'microsoft-connector',
    name: 'Microsoft 365 Direct Send or connector',
    kind: 'relay',
    hosts: ['mail.protection.outlook.com'],
    mx: [],
    spfIncludes: [],
    sisterIncludes: ['spf.protection.outlook.com'],
    endpoints: [{ host: 'your-domain.mail.protection.outlook.com', ports: [[25, 'starttls']] }],
    userName: { text: 'None', certainty: 'memory' },
    password: { text: 'None: the connector knows the server’s IP address or certificate', certainty: 'memory' },
    limits: [],
    fromRule: { text: 'Direct Send reaches recipients of your own tenant only', certainty: 'memory' },
    dkimSelectors: ['selector1', 'selector2'],
    quirks: [],
    source:
      'https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365',
  },
  {
    id: 'outlook.com',
    name: 'Outlook.com (personal)',
    kind: 'mailbox',
    hosts: ['smtp-mail.outlook.com', 'smtp.live.com'],
    mx: ['olc.protection.outlook.com'],
    spfIncludes: [],
    sisterIncludes: ['spf.protection.outlook.com'],
    freeMailDomains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
    endpoints: [{ host: 'smtp-mail.outlook.com', ports: [[587, 'starttls']] }],
    userName: { text: 'The full address', certainty: 'read' },
    password: { text: 'OAuth only; password logins ended in September 2024', certainty: 'second-hand' },
    limits: [
      { count: 300, unit: 'messages', window: 'day', asOf: '2026-11-24', certainty: 'memory' },
      { count: 100, unit: 'recipients', window: 'message', asOf: '2026-11-24', certainty: 'memory' },
    ],
    fromRule: { text: 'From must be the login or one of its aliases', certainty: 'memory' },
    dkimSelectors: [],
    quirks: [],
    source: 'https://support.microsoft.com/office/outlook-com',
  },
  {
    id: 'microsoft',
    name: 'Microsoft 365',
    kind: 'mailbox',
    hosts: ['smtp.office365.com', 'smtp.outlook.com', 'office365.us', 'partner.outlook.cn'],
    mx: ['mail.protection.outlook.com', 'mx.microsoft'],
    spfIncludes: ['spf.protection.outlook.com'],
    endpoints: [
      {
        host: 'smtp.office365.com',
        ports: [
          [587, 'starttls'],
          [25, 'starttls'],
        ],
      },
    ],
    userName: { text: 'The UPN of a licensed mailbox', certainty: 'read' },
    password: { text: 'OAuth (scope SMTP.Send); passwords are being retired', certainty: 'read' },
    limits: [
      {
        count: 10_000,
        unit: 'recipients',
        window: 'day',
        reset: 'sliding',
        asOf: '2022-04-01',
        certainty: 'second-hand',
      },
      { count: 30, unit: 'messages', window: 'minute', asOf: '2022-04-01', certainty: 'second-hand' },
      { count: 3, unit: 'sessions', window: 'at once', asOf: '2022-04-01', certainty: 'second-hand' },
      { count: 500, unit: 'recipients', window: 'message', asOf: '2022-04-01', certainty: 'second-hand' },
    ],
    fromRule: {
      text: 'From must be the login, or Send As must be granted; Odoo’s bounce address counts too',
      certainty: 'read',
    },
    dkimSelectors: ['selector1', 'selector2'],
    quirks: [
      { text: 'There is no port 465', certainty: 'read' },
      { text: 'SendAsDenied comes after the message, so Odoo’s Test Connection passes', certainty: 'read' },
      { text: 'The OAuth refresh token changes with every use', certainty: 'read' },
    ],
    source:
      'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
  },
];
