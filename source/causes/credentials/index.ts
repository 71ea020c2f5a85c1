import type { Cause } from '../../checks/cause.ts';
import { baseUrlCheck, setBaseUrl } from './base-url-check.ts';
import { connectByOauth } from './connect-by-oauth-remedy.ts';
import { cramMd5Check } from './cram-md5-check.ts';
import { enterPassword } from './enter-password-remedy.ts';
import { loginCheck } from './login-check.ts';
import { nameUserOfServer } from './name-user-remedy.ts';
import { datesCheck } from './provider-dates-check.ts';
import { storedLoginFailuresCheck } from './stored-login-failures-check.ts';
import { usePreset } from './use-preset-remedy.ts';

export const credentialsCause: Cause = {
  id: 'credentials',
  title: 'SMTP credentials',
  question: 'Does the mail server accept the user and password that Odoo has?',
  checks: [loginCheck, cramMd5Check, storedLoginFailuresCheck, datesCheck, baseUrlCheck],
  remedies: [enterPassword, usePreset, connectByOauth, nameUserOfServer, setBaseUrl],
};
