import { expect, test } from 'vitest';
import { SelectedMails } from '../../../../../source/domain/mail/selected-mails.ts';
import { describePosition, sameForAll } from '../../../../../source/ui/screens/retry/list/same-for-all.ts';

const mail = (id: number, state: string, failure: string | null) => ({ id, state, class: failure }) as never;
const of = (...mails: never[]) => sameForAll({ mails: SelectedMails.of(mails) });

test.each([
  [
    'one reason for all',
    of(mail(1, 'exception', 'auth.bad_credentials'), mail(2, 'exception', 'auth.bad_credentials')),
    ['why'],
    'password refused',
  ],
  [
    'all failed, for several reasons',
    of(mail(1, 'exception', 'auth.bad_credentials'), mail(2, 'exception', 'rcpt.unknown')),
    [],
    undefined,
  ],
  [
    'texts that nobody knows differ',
    of(mail(1, 'exception', 'unknown'), mail(2, 'exception', 'unknown')),
    [],
    undefined,
  ],
  ['some wait', of(mail(1, 'exception', 'auth.bad_credentials'), mail(2, 'outgoing', null)), [], undefined],
  ['one mail keeps its columns', of(mail(1, 'exception', 'auth.bad_credentials')), [], undefined],
  ['nothing to read yet', of(), [], undefined],
])('what all mails have in common stands in the heading: %s', (_, found, columns, why) => {
  expect(found).toEqual({ columns, why });
});

test.each([
  [0, 17, 298, '1–17 of 298'],
  [290, 17, 298, '291–298 of 298'],
  [99_983, 17, 100_000, '99 984–100 000 of 100 000'],
  [0, 17, 17, ''],
])('the position of line %i in a window of %i over %i', (first, height, length, words) => {
  expect(describePosition({ cursor: first, first, height }, length)).toBe(words);
});
