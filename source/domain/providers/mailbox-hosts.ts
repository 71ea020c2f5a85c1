import type { Provider } from './provider.ts';

/** Firms that keep mailboxes everywhere and relay for them. */
export const mailboxHostProviders: readonly Provider[] = [
  {
    id: 'zoho',
    name: 'Zoho Mail',
    kind: 'mailbox',
    hosts: ['zoho.com', 'zoho.eu', 'zoho.in', 'zoho.com.au', 'zoho.jp', 'zohocloud.ca', 'zoho.sa'],
    mx: ['zoho.com', 'zoho.eu', 'zoho.in', 'zoho.com.au', 'zohomail.com'],
    spfIncludes: ['zohomail.com', 'zohomail.eu', 'zoho.com', 'one.zoho.com', 'zoho.eu'],
    endpoints: [
      {
        host: 'smtp.zoho.com',
        ports: [
          [587, 'starttls'],
          [465, 'ssl'],
        ],
      },
      {
        host: 'smtppro.zoho.com',
        ports: [
          [587, 'starttls'],
          [465, 'ssl'],
        ],
      },
    ],
    userName: { text: 'The full address', certainty: 'read' },
    password: { text: 'The password, or an app password when two-factor is on', certainty: 'read' },
    limits: [{ count: 50, unit: 'messages', window: 'day', plan: 'free', asOf: '2026-11-24', certainty: 'memory' }],
    fromRule: { text: 'The account or one of its aliases', certainty: 'read' },
    dkimSelectors: ['zmail', 'zoho'],
    quirks: [
      {
        text: 'The host depends on the data centre (.com, .eu, .in …) and on a paid domain (smtppro)',
        certainty: 'memory',
      },
    ],
    source: 'https://www.zoho.com/mail/help/zoho-smtp.html',
  },
  {
    id: 'fastmail',
    name: 'Fastmail',
    kind: 'mailbox',
    hosts: ['fastmail.com', 'messagingengine.com'],
    mx: ['messagingengine.com'],
    spfIncludes: ['spf.messagingengine.com'],
    endpoints: [
      {
        host: 'smtp.fastmail.com',
        ports: [
          [465, 'ssl'],
          [587, 'starttls'],
        ],
      },
    ],
    userName: { text: 'The full address', certainty: 'memory' },
    password: { text: 'An app password', certainty: 'memory' },
    limits: [
      { count: 8_000, unit: 'messages', window: 'day', plan: 'Standard', asOf: '2026-11-24', certainty: 'memory' },
    ],
    fromRule: { text: 'Identities and aliases of the account', certainty: 'memory' },
    dkimSelectors: ['fm1', 'fm2', 'fm3'],
    quirks: [],
    source: 'https://www.fastmail.help',
  },
  {
    id: 'yahoo',
    name: 'Yahoo Mail and AOL',
    kind: 'mailbox',
    hosts: ['mail.yahoo.com', 'smtp.aol.com', 'bizmail.yahoo.com'],
    mx: ['yahoodns.net'],
    spfIncludes: [],
    endpoints: [
      {
        host: 'smtp.mail.yahoo.com',
        ports: [
          [465, 'ssl'],
          [587, 'starttls'],
        ],
      },
      {
        host: 'smtp.aol.com',
        ports: [
          [465, 'ssl'],
          [587, 'starttls'],
        ],
      },
    ],
    userName: { text: 'The full address', certainty: 'read' },
    password: { text: 'An app password', certainty: 'read' },
    limits: [
      { count: 500, unit: 'messages', window: 'day', asOf: '2026-11-24', certainty: 'second-hand' },
      { count: 100, unit: 'recipients', window: 'message', asOf: '2026-11-24', certainty: 'second-hand' },
    ],
    fromRule: { text: 'The login', certainty: 'second-hand' },
    dkimSelectors: [],
    quirks: [],
    source: 'https://help.yahoo.com/kb/SLN4724.html',
  },
  {
    id: 'icloud',
    name: 'iCloud Mail',
    kind: 'mailbox',
    hosts: ['mail.me.com'],
    mx: ['icloud.com'],
    spfIncludes: ['icloud.com'],
    endpoints: [{ host: 'smtp.mail.me.com', ports: [[587, 'starttls']] }],
    userName: { text: 'The Apple Account’s mail address', certainty: 'read' },
    password: { text: 'An app-specific password', certainty: 'read' },
    limits: [
      { count: 1_000, unit: 'messages', window: 'day', asOf: '2026-11-24', certainty: 'memory' },
      { count: 500, unit: 'recipients', window: 'message', asOf: '2026-11-24', certainty: 'memory' },
      { count: 20, unit: 'megabytes', window: 'message', asOf: '2026-11-24', certainty: 'memory' },
    ],
    fromRule: { text: 'An iCloud address, an alias or a custom domain of the account', certainty: 'memory' },
    dkimSelectors: ['sig1'],
    quirks: [{ text: 'There is no port 465', certainty: 'read' }],
    source: 'https://support.apple.com/102525',
  },
  {
    id: 'hostinger',
    name: 'Hostinger Email',
    kind: 'mailbox',
    hosts: ['hostinger.com'],
    mx: ['hostinger.com'],
    spfIncludes: ['_spf.mail.hostinger.com'],
    endpoints: [
      {
        host: 'smtp.hostinger.com',
        ports: [
          [465, 'ssl'],
          [587, 'starttls'],
        ],
      },
    ],
    userName: { text: 'The full address', certainty: 'memory' },
    password: { text: 'The mailbox password', certainty: 'memory' },
    limits: [],
    fromRule: { text: 'The mailbox or one of its aliases', certainty: 'memory' },
    dkimSelectors: ['hostingermail-a', 'hostingermail-b', 'hostingermail-c'],
    quirks: [],
    source: 'https://support.hostinger.com',
  },
  {
    id: 'godaddy',
    name: 'GoDaddy (secureserver.net)',
    kind: 'mailbox',
    hosts: ['secureserver.net'],
    mx: ['secureserver.net'],
    spfIncludes: ['secureserver.net'],
    endpoints: [
      {
        host: 'smtpout.secureserver.net',
        ports: [
          [465, 'ssl'],
          [587, 'starttls'],
        ],
      },
    ],
    userName: { text: 'The full address', certainty: 'memory' },
    password: { text: 'The mailbox password', certainty: 'memory' },
    limits: [],
    fromRule: { text: 'The mailbox', certainty: 'memory' },
    dkimSelectors: [],
    quirks: [{ text: 'Microsoft 365 sold by GoDaddy uses smtp.office365.com', certainty: 'memory' }],
    source: 'https://www.godaddy.com/help/server-and-port-settings-for-workspace-email-6949',
  },
];
