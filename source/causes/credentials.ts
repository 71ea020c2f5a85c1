import type { Cause } from './cause.ts';
import { loginCheck } from './credentials/login.ts';
import { storedCheck } from './credentials/stored.ts';

export const credentials: Cause = {
  id: 'credentials',
  title: 'SMTP credentials',
  question: 'Does the mail server accept the user and password that Odoo has?',
  checks: [loginCheck, storedCheck],
  remedies: [],
};
