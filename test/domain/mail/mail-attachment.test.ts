import { expect, test } from 'vitest';
import { sentSize, weigh } from '../../../source/domain/mail/mail-attachment.ts';

const megabyte = 1024 * 1024;
const links = 10 * megabyte;

/** Attachments in megabytes: all of them, and those of a business record. */
const sizeOf = (attachments: number, linkable: number) =>
  weigh({ body: 1_000, attachments: attachments * megabyte, linkable: linkable * megabyte });

test.each([
  ['an invoice with its file', 17, 17, links, 0.1],
  ['a mail without a document', 17, 0, links, 23.3],
  ['an invoice with another file that belongs to its message', 17, 12, links, 6.9],
  ['what stays under the limit', 4, 4, links, 5.5],
  ['a version without links', 17, 17, undefined, 23.3],
] as const)('what leaves of %s', (_, attachments, linkable, limit, megabytes) => {
  expect(sentSize(sizeOf(attachments, linkable), limit) / megabyte).toBeCloseTo(megabytes, 0);
});

test('Odoo decides by what the whole mail would weigh, not by what it sends', () => {
  const justBelow = weigh({ body: 0, attachments: links * 0.75 - 10 * 1024, linkable: 0 });
  expect(justBelow.estimate).toBeLessThanOrEqual(links);
  expect(weigh({ body: 0, attachments: links * 0.75, linkable: 0 }).estimate).toBeGreaterThan(links);
});
