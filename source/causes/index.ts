import type { Cause } from './cause.ts';
import { credentials } from './credentials.ts';
import { firewall } from './firewall.ts';
import { rateLimit } from './rate-limit.ts';
import { tls } from './tls.ts';

/** Every cause, in the order of the design: the founding seven first. */
export const causes: readonly Cause[] = [credentials, rateLimit, firewall, tls];
