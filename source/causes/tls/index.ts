import type { Cause } from '../../checks/cause.ts';
import { certificateCheck } from './certificate-check.ts';
import { handshakeCheck } from './handshake-check.ts';
import { storedTlsFailuresCheck } from './stored-tls-failures-check.ts';
import { switchMode } from './switch-mode-remedy.ts';

export const tlsCause: Cause = {
  id: 'tls',
  title: 'Certificate and encryption',
  question: 'Do Odoo and the mail server agree on encryption?',
  checks: [handshakeCheck, certificateCheck, storedTlsFailuresCheck],
  remedies: [switchMode],
};
