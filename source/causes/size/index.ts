import type { Cause } from '../../checks/cause.ts';
import { refusedAtOnce } from '../../checks/measure/live-refusals.ts';
import { filesCheck } from './attachment-files-check.ts';
import { drop } from './remedies/drop-attachments-remedy.ts';
import { raise } from './remedies/raise-limit-remedy.ts';
import { useLinks } from './remedies/use-links-remedy.ts';
import { limitCheck } from './size-limit-check.ts';
import { storedSizeFailuresCheck } from './stored-size-failures-check.ts';

export const sizeCause: Cause = {
  id: 'size',
  title: 'Size',
  question: 'Do the mails fit through the server?',
  checks: [limitCheck, storedSizeFailuresCheck, filesCheck, refusedAtOnce('size')],
  remedies: [useLinks, drop, raise],
};
