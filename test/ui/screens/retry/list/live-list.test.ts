import { expect, test } from 'vitest';
import { SelectedMails } from '../../../../../source/domain/mail/selected-mails.ts';
import { tellsPlaces } from '../../../../../source/ui/screens/retry/list/live-list.ts';

const listed = (...ids: readonly number[]): SelectedMails =>
  SelectedMails.of(ids.map((id) => ({ id, state: 'outgoing', class: null })));

test.each([
  ['nothing is left of them', [], undefined, true],
  ['they were in the list', [9, 4], undefined, true],
  ['one is new', [4, 10], undefined, true],
  ['one comes back that is older than others', [10, 5], undefined, false],
  ['the list is sorted by a text, and they were in it', [9, 4], 'subject', true],
  ['the list is sorted by a text, and one is new', [4, 10], 'subject', false],
] as const)('mails that were looked at again tell where they belong or not: %s', (_, found, column, tells) => {
  const by = column === undefined ? undefined : { column, isReversed: false };
  expect(tellsPlaces(listed(9, 4), listed(...found), by)).toBe(tells);
});
