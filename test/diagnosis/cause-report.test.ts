import { describe, expect, test } from 'vitest';
import { causes } from '../../source/causes/index.ts';
import { judgeFindings, summarizeCause } from '../../source/diagnosis/cause-report.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import type { Status } from '../../source/domain/finding/status.ts';
import { found as stamped } from '../support/found.ts';

const found = (check: string, status: Status, given: Partial<Finding> = {}): Finding =>
  stamped({ check, status, summary: `${check} is ${status}.`, owner: 'odoo', ...given });

const deciding = new Set(['it.decides']);

describe('how a cause stands', () => {
  test.each<[decides: readonly Status[], supports: readonly Status[], status: Status]>([
    [['ok'], ['ok'], 'ok'],
    [['ok'], ['unknown'], 'ok'],
    [['unknown'], ['ok'], 'unknown'],
    [['ok', 'unknown'], ['ok'], 'unknown'],
    [['unknown'], ['warn'], 'warn'],
    [['unknown'], ['fail'], 'fail'],
    [['ok'], ['warn'], 'warn'],
    [['warn'], ['fail'], 'fail'],
    [['fail'], ['ok'], 'fail'],
    [['skipped'], ['ok'], 'ok'],
    [[], ['ok'], 'ok'],
    [[], ['unknown'], 'unknown'],
    [['skipped'], [], 'skipped'],
    [[], [], 'skipped'],
  ])('decided %j and supported %j it is %s', (decides, supports, status) => {
    const findings = [
      ...decides.map((each) => found('it.decides', each)),
      ...supports.map((each) => found('it.supports', each)),
    ];
    expect(judgeFindings(findings, deciding)).toBe(status);
  });

  test('what another cause comes before is left aside, however well the rest is', () => {
    const findings = [found('it.decides', 'skipped', { consequenceOf: 'cron' }), found('it.supports', 'ok')];
    expect(judgeFindings(findings, deciding)).toBe('skipped');
  });
});

describe('what speaks for a cause', () => {
  const report = (...findings: readonly Finding[]) =>
    summarizeCause({ id: 'dns', title: '', question: '', checks: [{ id: 'it.decides', decides: true }] }, findings, 1);

  test('is the answer that made it what it is, not the worst one that was given', () => {
    const { speaker, status } = report(found('it.supports', 'unknown'), found('it.decides', 'ok'));
    expect([status, speaker?.check]).toEqual(['ok', 'it.decides']);
  });

  test('is of its own making before a consequence, then what explains most, then what decides', () => {
    const consequence = found('it.a', 'fail', { consequenceOf: 'tls', explains: 9 });
    expect(report(consequence, found('it.b', 'fail')).speaker?.check).toBe('it.b');
    expect(report(found('it.b', 'fail'), found('it.c', 'fail', { explains: 3 })).speaker?.check).toBe('it.c');
    expect(report(found('it.b', 'unknown'), found('it.decides', 'unknown')).speaker?.check).toBe('it.decides');
  });

  test.each<[situation: string, findings: readonly Finding[], speaker: string]>([
    [
      'no mails are as good as no number of them',
      [found('it.a', 'fail', { explains: 0 }), found('it.decides', 'fail')],
      'it.decides',
    ],
    [
      'nor is a number missing worth more',
      [found('it.a', 'fail'), found('it.decides', 'fail', { explains: 0 })],
      'it.decides',
    ],
    [
      'what is left aside decides, whether it is a consequence or not',
      [found('it.a', 'skipped'), found('it.decides', 'skipped', { consequenceOf: 'cron' })],
      'it.decides',
    ],
    ['of equals the first', [found('it.a', 'warn'), found('it.b', 'warn')], 'it.a'],
    ['of what went well the last that decides', [found('it.decides', 'ok'), found('it.too', 'ok')], 'it.too'],
    ['of trouble the first that decides', [found('it.decides', 'warn'), found('it.too', 'warn')], 'it.decides'],
  ])('%s', (_, findings, speaker) => {
    const checks = ['it.decides', 'it.too'].map((id) => ({ id, decides: true as const }));
    const { speaker: spoke } = summarizeCause({ id: 'dns', title: '', question: '', checks }, findings, 1);
    expect(spoke?.check).toBe(speaker);
  });

  test('an unanswered question that is only a consequence makes the cause a consequence', () => {
    const hidden = found('it.decides', 'unknown', { consequenceOf: 'firewall' });
    expect(report(hidden, found('it.supports', 'ok'))).toMatchObject({ status: 'unknown', consequenceOf: 'firewall' });
  });
});

test('every cause has a check that decides', () => {
  expect(causes.filter(({ checks }) => !checks.some(({ decides }) => decides === true)).map(({ id }) => id)).toEqual(
    [],
  );
});
