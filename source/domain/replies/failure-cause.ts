import type { FailureClass } from './failure-class.ts';

/** The causes of the wizard that a stored failure can point at. */
export type FailureCause =
  | 'credentials'
  | 'rate-limit'
  | 'sender'
  | 'dns'
  | 'firewall'
  | 'no-server'
  | 'stuck'
  | 'recipients'
  | 'size'
  | 'tls';

/** Classes whose cause is not their family's. `null`: no cause of ours explains it. */
const exceptions: Partial<Record<FailureClass, FailureCause | null>> = {
  'conn.closed': 'stuck',
  'conn.silent': 'tls',
  'odoo.archived_server': 'no-server',
  'odoo.bad_from': 'sender',
  'odoo.no_computed_recipient': 'stuck',
  'odoo.no_from': 'sender',
  'odoo.no_recipient': 'recipients',
  'odoo.no_server': 'no-server',
  'odoo.online_daily_limit': 'rate-limit',
  'policy.helo': null,
  'policy.rfc5322': null,
  'policy.tls': 'tls',
  'rep.blocklist': 'dns',
  'sender.domain_dns': 'dns',
};

const families: Readonly<Record<string, FailureCause>> = {
  auth: 'credentials',
  relay: 'credentials',
  rate: 'rate-limit',
  quota: 'rate-limit',
  sender: 'sender',
  policy: 'dns',
  tls: 'tls',
  net: 'firewall',
  rcpt: 'recipients',
  size: 'size',
};

/** The one place that says which cause a class belongs to; `null` where none of the wizard's steps explains it. */
export const causeOf = (failureClass: FailureClass): FailureCause | null => {
  const exception = exceptions[failureClass];
  if (exception !== undefined) return exception;
  const family = failureClass.slice(0, failureClass.indexOf('.'));
  return failureClass.includes('.') ? (families[family] ?? null) : null;
};
