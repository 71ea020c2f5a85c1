import type { Cause } from '../../checks/cause.ts';
import { refusedAtOnce } from '../../checks/measure/live-refusals.ts';
import { addressCheck } from './address-check.ts';
import { blacklistCheck } from './blacklist-check.ts';
import { correctedCheck } from './corrected-check.ts';
import { notificationsCheck } from './notifications-check.ts';
import { refusedCheck } from './refused-check.ts';
import { clearEnvelopes } from './remedies/clear-envelopes-remedy.ts';
import { correct } from './remedies/correct-address-remedy.ts';
import { separatorsCheck } from './separators-check.ts';
import { trackedCheck } from './tracked-check.ts';

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
