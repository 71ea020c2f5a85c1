import type { Cause } from '../checks/cause.ts';
import { catchallCause } from './catchall/index.ts';
import { credentialsCause } from './credentials/index.ts';
import { cronCause } from './cron/index.ts';
import { dnsCause } from './dns/index.ts';
import { feedersCause } from './feeders/index.ts';
import { firewallCause } from './firewall/index.ts';
import { noServerCause } from './no-server/index.ts';
import { rateLimitCause } from './rate-limit/index.ts';
import { recipientsCause } from './recipients/index.ts';
import { scheduledCause } from './scheduled/index.ts';
import { senderCause } from './sender/index.ts';
import { sizeCause } from './size/index.ts';
import { stuckCause } from './stuck/index.ts';
import { tlsCause } from './tls/index.ts';
import { unexplainedCause } from './unexplained/index.ts';

/** Every cause, in the order of the design: the founding seven first. */
export const causes: readonly Cause[] = [
  cronCause,
  credentialsCause,
  rateLimitCause,
  senderCause,
  dnsCause,
  firewallCause,
  catchallCause,
  noServerCause,
  stuckCause,
  recipientsCause,
  sizeCause,
  tlsCause,
  scheduledCause,
  feedersCause,
  unexplainedCause,
];
