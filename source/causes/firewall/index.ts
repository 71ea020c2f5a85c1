import type { Cause } from '../../checks/cause.ts';
import { allowPort } from './allow-port-remedy.ts';
import { askHostingFirm } from './ask-hosting-firm-remedy.ts';
import { correctHost } from './correct-host-remedy.ts';
import { nameCheck } from './host-name-check.ts';
import { hostingCheck } from './hosting-check.ts';
import { ipv6Check } from './ipv6-check.ts';
import { localCheck } from './local-firewall-check.ts';
import { portCheck } from './port-check.ts';
import { storedConnectionFailuresCheck } from './stored-connection-failures-check.ts';
import { switchPort } from './switch-port-remedy.ts';

export const firewallCause: Cause = {
  id: 'firewall',
  title: 'Network and firewall',
  question: 'Can the mail server be reached on its port?',
  checks: [nameCheck, portCheck, localCheck, hostingCheck, ipv6Check, storedConnectionFailuresCheck],
  remedies: [correctHost, switchPort, allowPort, askHostingFirm],
};
