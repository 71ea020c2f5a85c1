import { expect, test } from 'vitest';
import { mergeSenders } from '../../../source/checks/measure/queue-senders.ts';
import type { QueueSender } from '../../../source/domain/mail/queue-sender.ts';

const sender = (values: Partial<QueueSender>): QueueSender => ({
  from: 'a@acme.example',
  forcedServerId: null,
  companyId: 1,
  aliasDomainId: 1,
  authorId: 30,
  mails: 1,
  sampleMailId: 1,
  ...values,
});

test('waiting and failed mails that leave alike are one sender, most mails first', () => {
  const waiting = [
    sender({ mails: 2, sampleMailId: 9 }),
    sender({ from: 'b@acme.example', mails: 4, sampleMailId: 8 }),
  ];
  const failed = [sender({ mails: 3, sampleMailId: 12 })];
  expect(mergeSenders(waiting, failed)).toEqual([
    sender({ mails: 5, sampleMailId: 12 }),
    sender({ from: 'b@acme.example', mails: 4, sampleMailId: 8 }),
  ]);
});

test.each([[{ forcedServerId: 3 }], [{ companyId: 2 }], [{ aliasDomainId: 2 }], [{ from: null }]])(
  '%j is another sender',
  (difference) => {
    expect(mergeSenders([sender({})], [sender(difference)])).toHaveLength(2);
  },
);

test('an author stands only where all mails have the same', () => {
  expect(mergeSenders([sender({})], [sender({ authorId: 31 })])[0]?.authorId).toBeNull();
  expect(mergeSenders([sender({})], [sender({ authorId: 30 })])[0]?.authorId).toBe(30);
});
