import { expect, test } from 'vitest';
import { createPartSharer } from '../../../source/changes/retry/share-parts.ts';
import { candidate } from './candidate.ts';

const of = (id: number, failureReason: string | null, given: Parameters<typeof candidate>[0] = {}) =>
  candidate({ ...given, id, failureReason });

test.each<[what: string, first: string, second: string, isShared: boolean]>([
  ['failures that differ in an id alone', 'refused (id 8f3a91)', 'refused (id 77c0de)', true],
  ['failures of two stories', 'refused (id 8f3a91)', 'disconnected (id 8f3a91)', false],
  ['failures that ask for two times of waiting', 'try in 3600 seconds', 'try in 7200 seconds', false],
  [
    'failures that name two recipients',
    "SMTPRecipientsRefused: {'ann@b.example': (550, b'5.1.1 no')}",
    "SMTPRecipientsRefused: {'bob@b.example': (550, b'5.1.1 no')}",
    false,
  ],
  [
    'failures that name two recipients without the class of Python',
    "{'ann@b.example': (550, b'5.1.1 no')}",
    "{'bob@b.example': (550, b'5.1.1 no')}",
    false,
  ],
])('%s: one stands for both: %4$j', (_, first, second, isShared) => {
  const share = createPartSharer();
  expect([share(of(1, first)), share(of(2, second))].map(({ failureReason }) => failureReason)).toEqual([
    first,
    isShared ? first : second,
  ]);
});

test('all else of a mail stays its own, whatever it shares', () => {
  const share = createPartSharer();
  const mails = [
    of(1, null, { from: 'sales@acme.example', document: { model: 'sale.order', id: 3 } }),
    of(2, 'no', { plain: { inTo: true }, partners: { count: 2 } }),
    of(3, 'no', { partners: { count: 2, served: [4] }, stored: { state: 'exception', write_date: null } }),
    of(4, 'no', { partners: { count: 2, served: [5] } }),
    of(5, 'no', { partners: { count: 2, unusable: 1 } }),
  ];
  expect(mails.map(share)).toEqual(mails);
  const [one, other] = [share(of(6, 'no')), share(of(7, 'no'))];
  expect(one.partners).toBe(other.partners);
});
