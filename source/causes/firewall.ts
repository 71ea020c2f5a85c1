import type { Cause } from './cause.ts';
import { hostingCheck } from './firewall/hosting.ts';
import { ipv6Check } from './firewall/ipv6.ts';
import { localCheck } from './firewall/local.ts';
import { nameCheck } from './firewall/name.ts';
import { portCheck } from './firewall/port.ts';
import { storedCheck } from './firewall/stored.ts';

export const firewall: Cause = {
  id: 'firewall',
  title: 'Network and firewall',
  question: 'Can the mail server be reached on its port?',
  checks: [nameCheck, portCheck, localCheck, hostingCheck, ipv6Check, storedCheck],
  remedies: [],
};
