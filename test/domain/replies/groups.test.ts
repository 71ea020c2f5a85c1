import { describe, expect, it } from 'vitest';
import { groupFailures, type MeaningCache } from '../../../source/domain/replies/groups.ts';

const unknownUser = (name: string, id: number): { text: string; id: number } => ({
  id,
  text: `Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\nSMTPRecipientsRefused: {'${name}@dest.example': (550, b'5.1.1 <${name}@dest.example>: User unknown')}`,
});

describe('groupFailures', () => {
  it('folds failures that differ only in addresses into one story', () => {
    const [group] = groupFailures([unknownUser('ann', 1), unknownUser('ben', 2)]);
    expect(group).toMatchObject({ class: 'rcpt.unknown', cause: 'recipients', count: 2, retry: 'never' });
    expect(group?.stories.map(({ count, ids }) => ({ count, ids }))).toEqual([{ count: 2, ids: [1, 2] }]);
  });

  it('strips queue ids, IP addresses, times and queries of links', () => {
    const groups = groupFailures([
      { text: '451 4.7.1 Greylisted [192.0.2.1] id 4F2A77B1 at 2026-11-24T09:12:00Z see https://example.net/x?a=1' },
      { text: '451 4.7.1 Greylisted [198.51.100.7] id 9C0D11E2 at 2026-11-24T10:15:31Z see https://example.net/x?a=2' },
    ]);
    expect(groups.flatMap((group) => group.stories)).toHaveLength(1);
  });

  it('keeps apart what a code tells apart', () => {
    const groups = groupFailures([
      { text: '535 5.7.139 Authentication failed' },
      { text: '535 5.7.8 Authentication failed' },
    ]);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.stories).toHaveLength(2);
  });

  it('puts classes and stories in the order of their mails', () => {
    const groups = groupFailures([
      { text: '552 5.2.2 Mailbox full', count: 2 },
      { text: '535 5.7.8 Authentication failed', count: 298 },
      { text: '535 Incorrect authentication data', count: 300 },
    ]);
    expect(groups.map(({ class: failureClass, count }) => [failureClass, count])).toEqual([
      ['auth.bad_credentials', 598],
      ['rcpt.full', 2],
    ]);
    expect(groups[0]?.sample).toBe('535 Incorrect authentication data');
  });

  it('gives a story the same key on every refresh, whichever mail comes first', () => {
    const failures = [unknownUser('ann', 1), unknownUser('ben', 2), { text: '111\nConnection refused', id: 3 }];
    const keys = (groups: ReturnType<typeof groupFailures>): string[] =>
      groups.flatMap((group) => group.stories.map((story) => story.key)).sort();
    expect(keys(groupFailures(failures))).toEqual(keys(groupFailures(failures.toReversed())));
  });

  it('puts stories and classes with as many mails in one order, whichever comes first', () => {
    const failures = [
      { text: '535 5.7.8 Authentication failed' },
      { text: '535 Incorrect authentication data' },
      { text: '552 5.2.2 Mailbox full', count: 2 },
    ];
    for (const each of [failures, failures.toReversed()]) {
      const groups = groupFailures(each);
      expect(groups.map((group) => group.class)).toEqual(['auth.bad_credentials', 'rcpt.full']);
      const keys = groups[0]?.stories.map((story) => story.key) ?? [];
      expect(keys).toHaveLength(2);
      expect(keys).toEqual(keys.toSorted());
    }
  });

  it('counts the mails whose ids are known, and one where nothing tells how many', () => {
    const text = '552 5.2.2 Mailbox full';
    expect(groupFailures([{ text, ids: [4, 5, 6] }])[0]).toMatchObject({ count: 3, stories: [{ ids: [4, 5, 6] }] });
    expect(groupFailures([{ text }])[0]).toMatchObject({ count: 1, stories: [{ ids: [] }] });
    expect(groupFailures([{ text, ids: [] }])[0]?.count).toBe(1);
  });

  it('remembers a story between refreshes', () => {
    const memo: MeaningCache = new Map();
    const [first] = groupFailures([unknownUser('ann', 1)], { memo });
    const [second] = groupFailures([unknownUser('ben', 2)], { memo });
    expect(second?.stories[0]?.meaning).toBe(first?.stories[0]?.meaning);
  });

  it('has no groups for no failures', () => {
    expect(groupFailures([])).toEqual([]);
  });
});
