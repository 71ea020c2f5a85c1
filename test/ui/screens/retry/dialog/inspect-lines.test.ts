import { expect, test } from 'vitest';
import { classify } from '../../../../../source/domain/replies/classify-reply.ts';
import { inspectLines } from '../../../../../source/ui/screens/retry/dialog/inspect-lines.ts';
import type { MailStory } from '../../../../../source/ui/screens/retry/source.ts';
import { createMail } from '../../../../support/retry-source.ts';

const linesOf = (changes: Partial<MailStory>): readonly string[] => {
  const story: MailStory = {
    mail: createMail(1),
    content: undefined,
    text: '',
    failure: classify("535\nb'5.7.8 Username and Password not accepted'"),
    recipients: [],
    attachments: [],
    attempts: [],
    route: [],
  };
  return inspectLines({ ...story, ...changes }, new Date('2026-11-24T12:04:00Z')).map(({ text }) => text);
};

test('a mail that failed says why, one that waits does not', () => {
  expect(linesOf({})).toContain('Why it failed');
  expect(linesOf({ failure: undefined })).not.toContain('Why it failed');
});

test('a mail without a text has no part about it', () => {
  expect(linesOf({})).not.toContain('Text');
});

test('of a long text the beginning is shown, and how much more there is', () => {
  expect(linesOf({ text: 'Dear Ann\n'.repeat(50) })).toContain('and 91 more characters');
  expect(linesOf({ text: 'x'.repeat(100_000) })).toContain('and 92 000 more characters');
});
