import type { Cause } from './cause.ts';
import { certificateCheck } from './tls/certificate.ts';
import { handshakeCheck } from './tls/handshake.ts';
import { storedCheck } from './tls/stored.ts';

export const tls: Cause = {
  id: 'tls',
  title: 'Certificate and encryption',
  question: 'Do Odoo and the mail server agree on encryption?',
  checks: [handshakeCheck, certificateCheck, storedCheck],
  remedies: [],
};
