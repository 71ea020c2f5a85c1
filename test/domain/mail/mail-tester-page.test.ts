import { expect, test } from 'vitest';
import { mailTesterPage } from '../../../source/domain/mail/mail-tester-page.ts';

test.each([
  ['test-a1b2c3@srv1.mail-tester.com', 'https://www.mail-tester.com/test-a1b2c3'],
  ['web-xyz@mail-tester.com', 'https://www.mail-tester.com/web-xyz'],
  ['TEST-1@SRV1.MAIL-TESTER.COM', 'https://www.mail-tester.com/TEST-1'],
  ['test@mail-tester.com.example', null],
  ['test@not-mail-tester.com', null],
  ['a/../b@mail-tester.com', null],
  ['ann@acme.example', null],
])('%s', (address, page) => {
  expect(mailTesterPage(address)).toBe(page);
});
