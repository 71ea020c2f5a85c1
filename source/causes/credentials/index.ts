import type { Cause } from '../../checks/cause.ts';
import { baseUrlCheck, setBaseUrl } from './base-url.ts';
import { cramMd5Check } from './cram-md5.ts';
import { datesCheck } from './dates.ts';
import { loginCheck } from './login.ts';
import { connectByOauth } from './oauth.ts';
import { enterPassword } from './password.ts';
import { usePreset } from './preset.ts';
import { storedLoginFailuresCheck } from './stored.ts';
import { nameUserOfServer } from './user.ts';

export const credentialsCause: Cause = {
  id: 'credentials',
  title: 'SMTP credentials',
  question: 'Does the mail server accept the user and password that Odoo has?',
  checks: [loginCheck, cramMd5Check, storedLoginFailuresCheck, datesCheck, baseUrlCheck],
  remedies: [enterPassword, usePreset, connectByOauth, nameUserOfServer, setBaseUrl],
};
