import type { Cause } from './cause.ts';
import { cron } from './cron/index.ts';
import { noServer } from './no-server/index.ts';
import { recipients } from './recipients/index.ts';
import { scheduled } from './scheduled/index.ts';
import { size } from './size/index.ts';
import { stuck } from './stuck/index.ts';

/** Every cause, in the order of the design: the founding seven first. */
export const causes: readonly Cause[] = [cron, noServer, stuck, recipients, size, scheduled];
