import type { Cause } from '../cause.ts';
import { filesCheck } from './files.ts';
import { limitCheck, storedCheck } from './limit.ts';

export const size: Cause = {
  id: 'size',
  title: 'Size',
  question: 'Do the mails fit through the server?',
  checks: [limitCheck, storedCheck, filesCheck],
  remedies: [],
};
