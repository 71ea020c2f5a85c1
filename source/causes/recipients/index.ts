import type { Cause } from '../../checks/cause.ts';
import { refusedAtOnce } from '../../checks/measure/live-refusals.ts';
import { addressCheck } from './address.ts';
import { blacklistCheck } from './blacklist.ts';
import { correctedCheck } from './corrected.ts';
import { notificationsCheck } from './notifications.ts';
import { refusedCheck } from './refused.ts';
import { clearEnvelopes } from './remedies/clear-envelopes.ts';
import { correct } from './remedies/correct.ts';
import { separatorsCheck } from './separators.ts';
import { trackedCheck } from './tracked.ts';

export const recipientsCause: Cause = {
  id: 'recipients',
  title: 'Recipients',
  question: 'Can the recipients be reached?',
  checks: [
    addressCheck,
    separatorsCheck,
    correctedCheck,
    refusedCheck,
    notificationsCheck,
    trackedCheck,
    blacklistCheck,
    refusedAtOnce('recipients'),
  ],
  remedies: [correct, clearEnvelopes],
};
