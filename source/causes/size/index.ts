import type { Cause } from '../../checks/cause.ts';
import { refusedAtOnce } from '../../checks/measure/live-refusals.ts';
import { filesCheck } from './files.ts';
import { limitCheck } from './limit.ts';
import { drop } from './remedies/drop.ts';
import { raise } from './remedies/raise.ts';
import { useLinks } from './remedies/use-links.ts';
import { storedSizeFailuresCheck } from './stored.ts';

export const sizeCause: Cause = {
  id: 'size',
  title: 'Size',
  question: 'Do the mails fit through the server?',
  checks: [limitCheck, storedSizeFailuresCheck, filesCheck, refusedAtOnce('size')],
  remedies: [useLinks, drop, raise],
};
