import type { Cause } from '../../checks/cause.ts';
import { allowPort } from './allow.ts';
import { askHostingFirm } from './ask.ts';
import { correctHost } from './correct-host.ts';
import { hostingCheck } from './hosting.ts';
import { ipv6Check } from './ipv6.ts';
import { localCheck } from './local.ts';
import { nameCheck } from './name.ts';
import { portCheck } from './port.ts';
import { storedConnectionFailuresCheck } from './stored.ts';
import { switchPort } from './switch-port.ts';

export const firewallCause: Cause = {
  id: 'firewall',
  title: 'Network and firewall',
  question: 'Can the mail server be reached on its port?',
  checks: [nameCheck, portCheck, localCheck, hostingCheck, ipv6Check, storedConnectionFailuresCheck],
  remedies: [correctHost, switchPort, allowPort, askHostingFirm],
};
