import type { Cause } from '../checks/cause.ts';
import { catchall } from './catchall/index.ts';
import { credentials } from './credentials/index.ts';
import { cron } from './cron/index.ts';
import { dns } from './dns/index.ts';
import { feeders } from './feeders/index.ts';
import { firewall } from './firewall/index.ts';
import { noServer } from './no-server/index.ts';
import { rateLimit } from './rate-limit/index.ts';
import { recipients } from './recipients/index.ts';
import { scheduled } from './scheduled/index.ts';
import { sender } from './sender/index.ts';
import { size } from './size/index.ts';
import { stuck } from './stuck/index.ts';
import { tls } from './tls/index.ts';
import { unexplained } from './unexplained/index.ts';

/** Every cause, in the order of the design: the founding seven first. */
export const causes: readonly Cause[] = [
  cron,
  credentials,
  rateLimit,
  sender,
  dns,
  firewall,
  catchall,
  noServer,
  stuck,
  recipients,
  size,
  tls,
  scheduled,
  feeders,
  unexplained,
];
