import { expect, test } from 'vitest';
import { type MailRecipient, nameRecipients, shortenRecipients } from '../../../source/domain/mail/mail-recipient.ts';

const partner = (given: Partial<MailRecipient>): MailRecipient => ({
  mailId: 9,
  partnerId: 12,
  name: 'Rosa Schneider',
  address: 'rosa@lakeside.example',
  normalizedAddress: 'rosa@lakeside.example',
  archived: false,
  addressed: true,
  notification: null,
  ...given,
});
const mail = { id: 9, to: null, cc: null };

test.each<[string, { to?: string; cc?: string }, readonly MailRecipient[], readonly string[]]>([
  ['partners by name and address', {}, [partner({})], ['Rosa Schneider <rosa@lakeside.example>']],
  ['a partner without a name', {}, [partner({ name: ' ' })], ['rosa@lakeside.example']],
  ['a partner whose name is the address', {}, [partner({ name: 'rosa@lakeside.example' })], ['rosa@lakeside.example']],
  ['a partner without an address', {}, [partner({ address: null })], ['Rosa Schneider, no address']],
  ['nothing but a number', {}, [partner({ name: null, address: '' })], ['contact 12, no address']],
  [
    'addresses in the text first',
    { to: 'a@b.example', cc: 'c@d.example' },
    [partner({})],
    ['a@b.example', 'c@d.example', 'Rosa Schneider <rosa@lakeside.example>'],
  ],
  [
    'nobody of another mail, nor who has it already',
    { to: ' ' },
    [partner({ mailId: 8 }), partner({ addressed: false })],
    [],
  ],
])('whom a mail goes to: %s', (_, text, recipients, names) => {
  expect(nameRecipients({ ...mail, ...text }, recipients)).toEqual(names);
});

test('on one line the first is named and the others are counted', () => {
  expect(shortenRecipients(['a', 'b', 'c'])).toBe('a +2');
  expect(shortenRecipients(['a'])).toBe('a');
  expect(shortenRecipients([])).toBe('(nobody)');
});
