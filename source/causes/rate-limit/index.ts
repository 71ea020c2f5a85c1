import type { Cause } from '../../checks/cause.ts';
import { backlogCheck } from './backlog.ts';
import { limitBatch } from './batch.ts';
import { liveCheck } from './live.ts';
import { moveShare } from './move.ts';
import { paceQueue } from './pace.ts';
import { personalCheck } from './personal.ts';
import { refusalsCheck } from './refusals.ts';
import { volumeCheck } from './volume.ts';

export const rateLimitCause: Cause = {
  id: 'rate-limit',
  title: 'Sending limits',
  question: 'Has the provider let us send as much as it allows?',
  checks: [refusalsCheck, volumeCheck, backlogCheck, liveCheck, personalCheck],
  remedies: [paceQueue, moveShare, limitBatch],
};
