import type { Cause } from '../../checks/cause.ts';
import { certificateCheck } from './certificate.ts';
import { handshakeCheck } from './handshake.ts';
import { switchMode } from './mode.ts';
import { storedTlsFailuresCheck } from './stored.ts';

export const tlsCause: Cause = {
  id: 'tls',
  title: 'Certificate and encryption',
  question: 'Do Odoo and the mail server agree on encryption?',
  checks: [handshakeCheck, certificateCheck, storedTlsFailuresCheck],
  remedies: [switchMode],
};
