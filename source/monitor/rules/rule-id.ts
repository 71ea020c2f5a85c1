/** Every rule, what it goes by when the config file says nothing of it, and what it is about, for messages. */
export const ruleFacts = {
  database: { title: 'Database cannot be read', for: '2m' },
  'oldest-waiting': { title: 'Mail waits too long', above: '90m', for: '0s' },
  growth: { title: 'The queue grows', above: 200, within: '30m', for: '0s' },
  'new-failures': { title: 'Mails fail', above: 10, within: '15m', for: '0s' },
  'unexplained-failures': { title: 'Mails fail for reasons that nobody knows', for: '0s' },
  'queue-runner': { title: 'The queue runner is late', above: '15m', for: '0s' },
  'server-unreachable': { title: 'Mail server cannot be reached', for: '0s' },
  'login-refused': { title: 'Mail server refuses the login', for: '0s' },
  certificate: { title: 'Certificate of the mail server', below: '14d', for: '0s' },
  'dns-record': { title: 'DNS record changed', for: '0s' },
  blocklisted: { title: 'On a blocklist', for: '0s' },
  limit: { title: 'The sending limit', within: '6h', for: '0s' },
  'provider-change': { title: 'The provider changes something', for: '0s' },
  'local-relay': { title: 'The local relay does not get rid of mail', for: '0s' },
  bounces: { title: 'Bounces rise', for: '0s' },
} as const;

export type RuleId = keyof typeof ruleFacts;

const isRuleId = (name: string): name is RuleId => Object.hasOwn(ruleFacts, name);

export const ruleIds: readonly RuleId[] = Object.keys(ruleFacts).filter(isRuleId);
