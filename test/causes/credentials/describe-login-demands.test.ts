import { expect, test } from 'vitest';
import { describeLoginDemands } from '../../../source/causes/credentials/describe-login-demands.ts';

test.each([
  ['localhost', /^.+ wants no login\.$/],
  ['acme-example.mail.protection.outlook.com', /wants no login: the connector knows the server’s IP address/],
  ['smtp.sendgrid.net', /wants, as user: .*apikey/],
  ['smtp.unknown.example', undefined],
])('what %s wants as a login is told, and none is not told as a user called None', (host, words) => {
  const told = describeLoginDemands(host);
  if (words === undefined) expect(told).toBeUndefined();
  else expect(told).toMatch(words);
  expect(told ?? '').not.toContain('None');
});
