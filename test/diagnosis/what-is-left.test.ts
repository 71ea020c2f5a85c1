import { expect, test } from 'vitest';
import type { Outlook } from '../../source/diagnosis/outlook.ts';
import { tellWhatIsLeft, type WhatWasFound } from '../../source/diagnosis/what-is-left.ts';
import { foundingCauseIds } from '../../source/domain/finding/cause-id.ts';
import type { CauseReport } from '../../source/domain/finding/verdict.ts';
import { found } from '../support/found.ts';

const report = (given: Pick<CauseReport, 'id' | 'status'> & Partial<CauseReport>): CauseReport => ({
  title: given.id,
  question: '',
  findings: [],
  explains: 0,
  durationMs: 0,
  ...given,
});

const leftover = (check: string, explains?: number) =>
  found({ check, status: 'warn', summary: '', owner: 'recipient', ...(explains === undefined ? {} : { explains }) });

const left = [
  report({ id: 'recipients', status: 'warn', findings: [leftover('recipients.refused', 14)] }),
  report({ id: 'credentials', status: 'warn', findings: [leftover('credentials.stored', 8)] }),
];
const others = foundingCauseIds
  .filter((id) => id !== 'recipients' && id !== 'credentials')
  .map((id) => report({ id, status: 'ok' }));
const gone = { mails: 13, why: 'its server said that this recipient will never take it', isForPeople: true } as const;
const blacklisted = { mails: 9, why: 'a recipient is on the blacklist', isForPeople: true } as const;
const outlook: Outlook = { failed: 22, free: 0, freeClasses: [], held: [gone, blacklisted] };
const failures = [{ cause: 'recipients' }, { cause: 'credentials' }] as const;
const measured: WhatWasFound = { reports: [...left, ...others], failures, outlook };

const withReport = (changed: CauseReport): WhatWasFound => ({
  ...measured,
  reports: [...measured.reports.filter(({ id }) => id !== changed.id), changed],
});

test('mail that goes out while only people can help the rest is said so, with who acts', () => {
  expect(tellWhatIsLeft(measured)).toBe(
    'Mail is going out. 22 failed mails are left for the contacts to act on: 13: its server said that this recipient will never take it; 9: a recipient is on the blacklist.',
  );
});

test.each<[string, WhatWasFound, string]>([
  [
    'one reason holds them all',
    { ...measured, outlook: { ...outlook, failed: 13, held: [gone] } },
    'Mail is going out. 13 failed mails are left for the contacts to act on: its server said that this recipient will never take it.',
  ],
  [
    'a cause was skipped',
    withReport(report({ id: 'cron', status: 'skipped' })),
    'Mail is going out. 22 failed mails are left for the contacts to act on: 13: its server said that this recipient will never take it; 9: a recipient is on the blacklist.',
  ],
  [
    'their cause has checks that found nothing',
    withReport(
      report({
        id: 'credentials',
        status: 'warn',
        findings: [
          leftover('credentials.stored', 8),
          { ...leftover('credentials.login'), status: 'ok' },
          { ...leftover('credentials.oauth'), status: 'skipped' },
        ],
      }),
    ),
    'Mail is going out. 22 failed mails are left for the contacts to act on: 13: its server said that this recipient will never take it; 9: a recipient is on the blacklist.',
  ],
])('it is said where %s', (_, other, words) => {
  expect(tellWhatIsLeft(other)).toBe(words);
});

test.each<[string, WhatWasFound]>([
  ['no mail failed', { ...measured, outlook: { ...outlook, failed: 0, held: [] } }],
  ['nothing is said of those that failed', { ...measured, outlook: { ...outlook, held: [] } }],
  ['none is counted', { ...measured, outlook: { ...outlook, failed: 0 } }],
  ['a retry would take some', { ...measured, outlook: { ...outlook, free: 1 } }],
  ['nobody can tell what a retry would take', { ...measured, outlook: { ...outlook, free: null } }],
  ['a cause holds some', { ...measured, outlook: { ...outlook, held: [gone, { mails: 9, cause: 'credentials' }] } }],
  [
    'some are left for another reason',
    { ...measured, outlook: { ...outlook, held: [gone, { mails: 9, why: 'old' }] } },
  ],
  ['something is broken', withReport(report({ id: 'cron', status: 'fail' }))],
  ['something is not known', withReport(report({ id: 'cron', status: 'unknown' }))],
  ['something else is to be mended', withReport(report({ id: 'dns', status: 'warn' }))],
  [
    'its cause has more to say than those mails',
    withReport(report({ id: 'credentials', status: 'warn', findings: [leftover('credentials.cost')] })),
  ],
  [
    'its cause has something to say beside those mails',
    withReport(
      report({
        id: 'credentials',
        status: 'warn',
        findings: [leftover('credentials.stored', 8), leftover('credentials.cost')],
      }),
    ),
  ],
  [
    'a check of its cause could not measure',
    withReport(
      report({
        id: 'credentials',
        status: 'warn',
        findings: [{ ...leftover('credentials.stored', 8), status: 'unknown' }],
      }),
    ),
  ],
  ['not everything was measured', { ...measured, reports: left }],
])('it is not said where %s', (_, other) => {
  expect(tellWhatIsLeft(other)).toBeUndefined();
});
