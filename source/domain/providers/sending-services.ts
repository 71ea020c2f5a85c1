import type { Provider } from './provider.ts';

/** docs.aws.amazon.com/general/latest/gr/ses.html; a relay at amazonaws.com that is none of these is a rented server. */
const sesRegions = [
  ...[
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'ca-central-1',
    'sa-east-1',
    'us-gov-west-1',
    'us-gov-east-1',
  ],
  ...['eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1'],
  ...['ap-south-1', 'ap-south-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1'],
  ...['ap-southeast-2', 'ap-southeast-3', 'me-south-1', 'me-central-1', 'il-central-1', 'af-south-1'],
];

/** Services that sell sending. */
export const sendingServiceProviders: readonly Provider[] = [
  {
    id: 'amazon-ses',
    name: 'Amazon SES',
    kind: 'relay',
    hosts: sesRegions.map((region) => `email-smtp.${region}.amazonaws.com`),
    mx: [],
    spfIncludes: ['amazonses.com'],
    endpoints: [
      {
        host: 'email-smtp.eu-west-1.amazonaws.com',
        ports: [
          [587, 'starttls'],
          [2587, 'starttls'],
          [465, 'ssl'],
          [2465, 'ssl'],
          [25, 'starttls'],
        ],
      },
    ],
    userName: { text: 'An SMTP user name of the same region (starts with AKIA)', certainty: 'read' },
    password: { text: 'The SMTP password made in the SES console; an IAM secret key does not work', certainty: 'read' },
    limits: [
      {
        count: 200,
        unit: 'messages',
        window: 'day',
        reset: 'sliding',
        plan: 'sandbox',
        asOf: '2026-11-24',
        certainty: 'memory',
      },
      { count: 1, unit: 'messages', window: 'second', plan: 'sandbox', asOf: '2026-11-24', certainty: 'memory' },
      { count: 50, unit: 'recipients', window: 'message', asOf: '2026-11-24', certainty: 'memory' },
      { count: 40, unit: 'megabytes', window: 'message', asOf: '2026-11-24', certainty: 'memory' },
    ],
    fromRule: {
      text: 'From and envelope must be verified identities of that region, Odoo’s bounce address included',
      certainty: 'read',
    },
    dkimSelectors: ['*'],
    quirks: [
      { text: 'In the sandbox recipients must be verified too', certainty: 'read' },
      {
        text: 'The host names the region; identities and credentials of another region do not count',
        certainty: 'read',
      },
    ],
    source: 'https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-smtp.html',
  },
  {
    id: 'sendgrid',
    name: 'Twilio SendGrid',
    kind: 'relay',
    hosts: ['sendgrid.net'],
    mx: [],
    spfIncludes: ['sendgrid.net'],
    endpoints: [
      {
        host: 'smtp.sendgrid.net',
        ports: [
          [587, 'starttls'],
          [465, 'ssl'],
          [2525, 'starttls'],
          [25, 'starttls'],
        ],
      },
    ],
    userName: { text: 'The word apikey', certainty: 'memory' },
    password: { text: 'An API key with the right Mail Send', certainty: 'memory' },
    limits: [
      {
        count: 100,
        unit: 'messages',
        window: 'day',
        reset: '00:00 UTC',
        plan: '60-day trial',
        asOf: '2025-03-25',
        certainty: 'read',
      },
    ],
    fromRule: { text: 'A verified sender or a domain authenticated under Sender Authentication', certainty: 'read' },
    dkimSelectors: ['s1', 's2'],
    quirks: [
      {
        text: 'There is no free plan for accounts made since 2025-03-25: after the 60-day trial sending stops',
        certainty: 'read',
      },
    ],
    source: 'https://support.sendgrid.com/hc/en-us/articles/35270136965403',
  },
  {
    id: 'mailgun-eu',
    name: 'Mailgun (EU)',
    kind: 'relay',
    hosts: ['smtp.eu.mailgun.org'],
    mx: ['eu.mailgun.org'],
    spfIncludes: ['eu.mailgun.org'],
    endpoints: [
      {
        host: 'smtp.eu.mailgun.org',
        ports: [
          [587, 'starttls'],
          [465, 'ssl'],
          [2525, 'starttls'],
          [25, 'starttls'],
        ],
      },
    ],
    userName: { text: 'postmaster@mg.your-domain, an SMTP credential of the sending domain', certainty: 'read' },
    password: { text: 'The password of that SMTP credential, not the API key', certainty: 'read' },
    limits: [
      { count: 100, unit: 'messages', window: 'day', plan: 'free', asOf: '2026-11-24', certainty: 'second-hand' },
    ],
    fromRule: { text: 'The domain of the SMTP credential', certainty: 'second-hand' },
    dkimSelectors: ['k1', 'mx', 'pic', 'mta', 's1', 'pdk1', 'pdk2'],
    quirks: [{ text: 'A domain made in the US region is unknown here and answers 535', certainty: 'second-hand' }],
    source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-smtp',
  },
  {
    id: 'mailgun',
    name: 'Mailgun (US)',
    kind: 'relay',
    hosts: ['smtp.mailgun.org'],
    mx: ['mailgun.org'],
    spfIncludes: ['mailgun.org'],
    endpoints: [
      {
        host: 'smtp.mailgun.org',
        ports: [
          [587, 'starttls'],
          [465, 'ssl'],
          [2525, 'starttls'],
          [25, 'starttls'],
        ],
      },
    ],
    userName: { text: 'postmaster@mg.your-domain, an SMTP credential of the sending domain', certainty: 'read' },
    password: { text: 'The password of that SMTP credential, not the API key', certainty: 'read' },
    limits: [
      { count: 100, unit: 'messages', window: 'day', plan: 'free', asOf: '2026-11-24', certainty: 'second-hand' },
      {
        count: 5,
        unit: 'recipients',
        window: 'at once',
        plan: 'sandbox domain, authorised recipients',
        asOf: '2026-11-24',
        certainty: 'second-hand',
      },
    ],
    fromRule: { text: 'The domain of the SMTP credential', certainty: 'second-hand' },
    dkimSelectors: ['k1', 'mx', 'pic', 'mta', 's1', 'pdk1', 'pdk2'],
    quirks: [
      { text: 'A 421 that speaks of free accounts never heals by waiting', certainty: 'second-hand' },
      { text: 'EU domains need smtp.eu.mailgun.org', certainty: 'second-hand' },
    ],
    source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-smtp',
  },
  {
    id: 'postmark',
    name: 'Postmark',
    kind: 'relay',
    hosts: ['postmarkapp.com'],
    mx: [],
    spfIncludes: ['spf.mtasv.net'],
    endpoints: [
      {
        host: 'smtp.postmarkapp.com',
        ports: [
          [587, 'starttls'],
          [2525, 'starttls'],
          [25, 'starttls'],
        ],
      },
    ],
    userName: { text: 'The server API token', certainty: 'read' },
    password: { text: 'The same server API token', certainty: 'read' },
    limits: [
      {
        count: 100,
        unit: 'messages',
        window: 'month',
        reset: 'calendar month',
        plan: 'free',
        asOf: '2026-11-24',
        certainty: 'second-hand',
      },
      { count: 50, unit: 'recipients', window: 'message', asOf: '2026-11-24', certainty: 'second-hand' },
      { count: 10, unit: 'megabytes', window: 'message', asOf: '2026-11-24', certainty: 'second-hand' },
    ],
    fromRule: { text: 'A confirmed sender signature or verified domain', certainty: 'second-hand' },
    dkimSelectors: ['*pm'],
    quirks: [
      { text: 'There is no port 465', certainty: 'read' },
      {
        text: 'Newsletters need the broadcast stream: header X-PM-Message-Stream or a token of that stream',
        certainty: 'read',
      },
      { text: 'SPF needs no include; a Return-Path CNAME pm-bounces does it', certainty: 'second-hand' },
    ],
    source: 'https://postmarkapp.com/support/article/common-smtp-connection-errors',
  },
  {
    id: 'brevo',
    name: 'Brevo',
    kind: 'relay',
    hosts: ['brevo.com', 'sendinblue.com'],
    mx: [],
    spfIncludes: ['spf.brevo.com', 'spf.sendinblue.com'],
    endpoints: [
      {
        host: 'smtp-relay.brevo.com',
        ports: [
          [587, 'starttls'],
          [2525, 'starttls'],
          [465, 'ssl'],
        ],
      },
    ],
    userName: { text: 'The SMTP login shown in the account (…@smtp-brevo.com)', certainty: 'second-hand' },
    password: { text: 'An SMTP key that starts with xsmtpsib-, not an API key', certainty: 'read' },
    limits: [
      { count: 300, unit: 'messages', window: 'day', plan: 'free', asOf: '2026-11-24', certainty: 'second-hand' },
    ],
    fromRule: { text: 'A verified sender or an authenticated domain', certainty: 'second-hand' },
    dkimSelectors: ['brevo1', 'brevo2', 'mail'],
    quirks: [
      { text: 'A new account may have to be activated by support first', certainty: 'second-hand' },
      { text: 'The list of authorised IPs may be on: 525 5.7.1 Unauthorized IP address', certainty: 'second-hand' },
    ],
    source: 'https://developers.brevo.com/docs/smtp-integration',
  },
  {
    id: 'mailjet',
    name: 'Mailjet',
    kind: 'relay',
    hosts: ['mailjet.com'],
    mx: [],
    spfIncludes: ['spf.mailjet.com'],
    endpoints: [
      {
        host: 'in-v3.mailjet.com',
        ports: [
          [587, 'starttls'],
          [465, 'ssl'],
          [2525, 'starttls'],
          [25, 'starttls'],
          [588, 'starttls'],
        ],
      },
    ],
    userName: { text: 'The API key', certainty: 'second-hand' },
    password: { text: 'The secret key', certainty: 'second-hand' },
    limits: [
      { count: 200, unit: 'messages', window: 'day', plan: 'free', asOf: '2026-11-24', certainty: 'second-hand' },
      {
        count: 6_000,
        unit: 'messages',
        window: 'month',
        reset: 'calendar month',
        plan: 'free',
        asOf: '2026-11-24',
        certainty: 'second-hand',
      },
    ],
    fromRule: { text: 'A validated sender address or domain', certainty: 'second-hand' },
    dkimSelectors: ['mailjet'],
    quirks: [{ text: 'The return path is Mailjet’s own, so only DKIM can align for DMARC', certainty: 'second-hand' }],
    source: 'https://www.mailjet.com/support',
  },
];
