import { expect, test } from 'vitest';
import { concludeOutlook, describeOutlook, standsInTheWay } from '../../source/diagnosis/outlook.ts';
import { finding } from '../../source/domain/finding.ts';
import type { CauseReport } from '../../source/domain/verdict.ts';

const report = (given: Pick<CauseReport, 'id' | 'status'> & Partial<CauseReport>): CauseReport => ({
  title: given.id,
  question: '',
  findings: [],
  explains: 0,
  durationMs: 0,
  ...given,
});

const hopeless = (explains: number) =>
  finding({ check: 'recipients.refused', status: 'warn', summary: '', owner: 'recipient', explains });

const refused = { class: 'auth.bad_credentials', cause: 'credentials', retry: 'fix', count: 298 } as const;
const lost = { class: 'rcpt.unknown', cause: 'recipients', retry: 'never', count: 14 } as const;

test('while a cause that stops every mail is there, it holds all failed mails', () => {
  const outlook = concludeOutlook([report({ id: 'cron', status: 'fail' })], [refused, lost]);
  expect(outlook).toMatchObject({ free: 0, held: [{ cause: 'cron', mails: 312 }] });
  expect(describeOutlook(outlook)).toBe('Something still stands in the way of the 312 failed mails.');
});

test('what failed for a cause that is mended is free; what no retry can save is held', () => {
  const reports = [
    report({ id: 'credentials', status: 'warn', explains: 298 }),
    report({ id: 'recipients', status: 'warn', explains: 14, findings: [hopeless(14)] }),
  ];
  const outlook = concludeOutlook(reports, [refused, lost]);
  expect(outlook).toMatchObject({ free: 298, freeClasses: ['auth.bad_credentials'] });
  expect(outlook.held).toEqual([{ cause: 'recipients', mails: 14 }]);
  expect(describeOutlook(outlook)).toBe('Nothing stands in the way of 298 of the 312 failed mails.');
});

test('addresses that were corrected free their mails, one by one', () => {
  const corrected = finding({ check: 'recipients.corrected', status: 'warn', summary: '', owner: 'odoo', explains: 4 });
  const findings = [corrected, hopeless(10)];
  const outlook = concludeOutlook([report({ id: 'recipients', status: 'warn', explains: 10, findings })], [lost]);
  expect(outlook).toMatchObject({ free: 4, held: [{ cause: 'recipients', mails: 10 }] });
});

test('when nothing holds any mail that is said of all', () => {
  const outlook = concludeOutlook([report({ id: 'recipients', status: 'ok' })], [refused, lost]);
  expect(describeOutlook(outlook)).toBe('Nothing stands in the way of the 312 failed mails.');
});

test('a cause that could not be measured is not promised away', () => {
  expect(concludeOutlook([report({ id: 'credentials', status: 'unknown' })], [refused]).free).toBe(0);
});

test('a consequence does not stand in the way by itself', () => {
  expect(standsInTheWay(report({ id: 'sender', status: 'fail', consequenceOf: 'credentials' }))).toBe(false);
  expect(standsInTheWay(report({ id: 'dns', status: 'warn' }))).toBe(false);
  expect(standsInTheWay(report({ id: 'recipients', status: 'warn', findings: [hopeless(14)] }))).toBe(true);
});
