import { describe, expect, test } from 'vitest';
import { type AlertTerms, advanceAlerts } from '../../source/monitor/alerts.ts';
import type { AlertState, RuleJudgement } from '../../source/monitor/state.ts';

const judgement = (level: RuleJudgement['level'], given: Partial<RuleJudgement> = {}): RuleJudgement => ({
  rule: 'queue-runner',
  subject: '',
  level,
  sentence: `it is ${level}`,
  ...given,
});

const terms = (now: number, given: Partial<AlertTerms> = {}): AlertTerms => ({
  now,
  judged: ['queue-runner', 'new-failures', 'dns-record'],
  holdMs: () => 0,
  repeatMs: 1_000,
  ...given,
});

const run = (
  steps: readonly (readonly [at: number, judgements: readonly RuleJudgement[]])[],
  given: Partial<AlertTerms> = {},
): readonly string[] => {
  let alerts: Readonly<Record<string, AlertState>> = {};
  return steps.flatMap(([at, judgements]) => {
    const next = advanceAlerts(alerts, judgements, terms(at, given));
    alerts = next.alerts;
    return next.events.map(({ kind, rule, subject, level }) => `${at} ${kind} ${rule}${subject} ${level}`);
  });
};

describe('an alert is told', () => {
  test('once when it is raised, and once when it is over', () => {
    const steps = [
      [0, [judgement('ok')]],
      [1, [judgement('fail')]],
      [2, [judgement('fail')]],
      [3, [judgement('ok')]],
      [4, [judgement('ok')]],
    ] as const;
    expect(run(steps)).toEqual(['1 raised queue-runner fail', '3 recovered queue-runner fail']);
  });

  test('when it gets worse, not when it gets better', () => {
    const steps = [
      [0, [judgement('warn')]],
      [1, [judgement('fail')]],
      [2, [judgement('warn')]],
    ] as const;
    expect(run(steps)).toEqual(['0 raised queue-runner warn', '1 worse queue-runner fail']);
  });

  test('again after the repeat interval, and not a moment before', () => {
    const steps = [0, 999, 1_000, 1_999, 2_000].map((at) => [at, [judgement('fail')]] as const);
    expect(run(steps)).toEqual([
      '0 raised queue-runner fail',
      '1000 repeated queue-runner fail',
      '2000 repeated queue-runner fail',
    ]);
  });

  test('only after it has held for its time without a break', () => {
    const steps = [
      [0, [judgement('fail')]],
      [99, [judgement('fail')]],
      [100, [judgement('fail')]],
      [150, [judgement('ok')]],
      [160, [judgement('fail')]],
      [200, [judgement('ok')]],
    ] as const;
    expect(run(steps, { holdMs: () => 100 })).toEqual([
      '100 raised queue-runner fail',
      '150 recovered queue-runner fail',
    ]);
  });

  test('for each subject by itself', () => {
    const one = judgement('fail', { rule: 'new-failures', subject: 'auth.bad_credentials' });
    const other = judgement('fail', { rule: 'new-failures', subject: 'rate.daily' });
    expect(
      run([
        [0, [one]],
        [1, [one, other]],
        [2, [other]],
      ]),
    ).toEqual([
      '0 raised new-failuresauth.bad_credentials fail',
      '1 raised new-failuresrate.daily fail',
      '2 recovered new-failuresauth.bad_credentials fail',
    ]);
  });
});

describe('a clock that was set back', () => {
  test('tells nothing twice at once, and keeps no alert from being told again', () => {
    const steps = [10_000, 9_001, 9_000, 9_999, 10_000].map((at) => [at, [judgement('fail')]] as const);
    expect(run(steps)).toEqual([
      '10000 raised queue-runner fail',
      '9000 repeated queue-runner fail',
      '10000 repeated queue-runner fail',
    ]);
  });

  test('makes no alert wait until it says again what it said', () => {
    const steps = [50_000, 1_000, 1_099, 1_100].map((at) => [at, [judgement('fail')]] as const);
    expect(run(steps, { holdMs: () => 100 })).toEqual(['1100 raised queue-runner fail']);
  });
});

describe('what is not known', () => {
  test('raises nothing and ends nothing', () => {
    const steps = [
      [0, [judgement('unknown')]],
      [1, [judgement('fail')]],
      [2, [judgement('unknown')]],
      [3, [judgement('fail')]],
    ] as const;
    expect(run(steps)).toEqual(['1 raised queue-runner fail']);
  });

  test('of a whole rule ends none of its alerts', () => {
    const one = judgement('fail', { rule: 'new-failures', subject: 'rate.daily' });
    const unread = judgement('unknown', { rule: 'new-failures' });
    expect(
      run([
        [0, [one]],
        [1, [unread]],
        [2, [one]],
      ]),
    ).toEqual(['0 raised new-failuresrate.daily fail']);
  });

  test('since its rule was not judged this time leaves an alert as it is', () => {
    const first = advanceAlerts({}, [judgement('fail')], terms(0));
    const next = advanceAlerts(first.alerts, [], terms(1, { judged: ['certificate'] }));
    expect(next).toEqual({ alerts: first.alerts, events: [] });
  });
});

test('that a DNS record changed is told once and never over', () => {
  const changed = judgement('warn', { rule: 'dns-record', subject: 'TXT of acme.example' });
  const same = judgement('ok', { rule: 'dns-record', subject: 'TXT of acme.example' });
  expect(
    run([
      [0, [changed]],
      [1, [same]],
      [2, [changed]],
    ]),
  ).toEqual(['0 raised dns-recordTXT of acme.example warn', '2 raised dns-recordTXT of acme.example warn']);
});

test('an alert keeps since when it holds while its words follow what is measured', () => {
  const first = advanceAlerts({}, [judgement('fail')], terms(5));
  const { alerts } = advanceAlerts(first.alerts, [judgement('fail', { sentence: 'later words' })], terms(9));
  expect(alerts['queue-runner']).toEqual({
    rule: 'queue-runner',
    subject: '',
    level: 'fail',
    sentence: 'later words',
    since: 5,
    raisedAt: 5,
    toldAt: 5,
  });
});
