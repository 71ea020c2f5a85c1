import { expect, test } from 'vitest';
import { judgeBlacklisted } from '../../../source/causes/recipients/blacklist-check.ts';

const blacklisted = (mailId: number) => ({ flaw: 'blacklisted', mailId }) as const;

test.each([
  ['nobody', [], 'No waiting mail goes to a blacklisted address.'],
  ['an address with another flaw', [{ flaw: 'unreadable-address', mailId: 1 }], 'No waiting mail goes'],
  ['one', [blacklisted(1)], "1 waiting mail goes to people on Odoo's blacklist"],
  ['two on one mail', [blacklisted(1), blacklisted(1)], '1 waiting mail goes'],
  ['two on two', [blacklisted(1), blacklisted(2)], '2 waiting mails go'],
] as const)('who asked for no more mail is worth a word, and no fault: %s', (_, flaws, words) => {
  const found = judgeBlacklisted(flaws);
  expect(found.status).toBe('ok');
  expect(found.summary).toContain(words);
});
