import { catchall } from './catchall.ts';
import type { Cause } from './cause.ts';
import { credentials } from './credentials.ts';
import { cron } from './cron/index.ts';
import { dns } from './dns.ts';
import { firewall } from './firewall.ts';
import { rateLimit } from './rate-limit.ts';
import { sender } from './sender.ts';
import { tls } from './tls.ts';

/** Every cause, in the order of the design: the founding seven first. */
export const causes: readonly Cause[] = [cron, credentials, rateLimit, sender, dns, firewall, catchall, tls];
