import type { Cause } from '../../checks/cause.ts';
import { certificateCheck } from './certificate.ts';
import { handshakeCheck } from './handshake.ts';
import { switchMode } from './mode.ts';
import { storedCheck } from './stored.ts';

export const tls: Cause = {
  id: 'tls',
  title: 'Certificate and encryption',
  question: 'Do Odoo and the mail server agree on encryption?',
  checks: [handshakeCheck, certificateCheck, storedCheck],
  remedies: [switchMode],
};
