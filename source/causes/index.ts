import type { Cause } from '../checks/cause.ts';
import { type CauseId, causeIds } from '../domain/finding/cause-id.ts';
import { beyondCause } from './beyond/index.ts';
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

/** A cause that is listed in domain/finding and missing here does not compile. */
const byId: Readonly<Record<CauseId, Cause>> = {
  cron: cronCause,
  credentials: credentialsCause,
  'rate-limit': rateLimitCause,
  sender: senderCause,
  dns: dnsCause,
  firewall: firewallCause,
  catchall: catchallCause,
  'no-server': noServerCause,
  stuck: stuckCause,
  recipients: recipientsCause,
  size: sizeCause,
  tls: tlsCause,
  scheduled: scheduledCause,
  feeders: feedersCause,
  beyond: beyondCause,
  unexplained: unexplainedCause,
};

/** Every cause, the founding seven first. */
export const causes: readonly Cause[] = causeIds.map((id) => byId[id]);
