import { expect, test } from 'vitest';
import { defaultRules } from '../../../source/monitor/config/config.ts';
import { alertSeverities } from '../../../source/monitor/metrics/alert-severities.ts';
import type { RuleId } from '../../../source/monitor/rules/rule-id.ts';
import type { AlertState, DatabaseState, RuleJudgement } from '../../../source/monitor/state.ts';
import { alertOf, databaseOf, snapshotAt } from '../../support/monitor-snapshot.ts';

const severityOf = (
  rule: RuleId,
  state: Partial<DatabaseState>,
  judgements: readonly RuleJudgement[] = [],
  rules = defaultRules,
) => alertSeverities(databaseOf({ alerts: {}, ...state }), { judgements }, rules, snapshotAt)[rule];

const judged = (
  level: RuleJudgement['level'],
  rule: RuleId = 'login-refused',
  subject = 'server:3',
): RuleJudgement => ({
  rule,
  subject,
  level,
  sentence: '',
});
const standing = (...given: readonly Partial<AlertState>[]): Partial<DatabaseState> => ({
  alerts: Object.fromEntries(given.map((each, index) => [`${index}`, alertOf('login-refused', each)])),
});

test.each<[string, Partial<DatabaseState>, readonly RuleJudgement[], number | undefined]>([
  ['nothing is wrong', {}, [judged('ok')], 0],
  ['it was not examined', {}, [], undefined],
  ['it could not be judged', {}, [judged('unknown')], undefined],
  [
    'one of two servers could not be judged',
    {},
    [judged('ok'), judged('unknown', 'login-refused', 'server:4')],
    undefined,
  ],
  ['another rule could not be judged', {}, [judged('ok'), judged('unknown', 'blocklisted')], 0],
  ['a warning stands', standing({ level: 'warn' }), [judged('warn')], 1],
  ['a failure stands', standing({ level: 'fail' }), [judged('fail')], 2],
  ['a failure and a warning stand', standing({ level: 'fail' }, { level: 'warn' }), [judged('fail')], 2],
  ['an alert stands that cannot be judged any more', standing({ level: 'fail' }), [judged('unknown')], 2],
  ['it must hold for longer before it is told', standing({ raisedAt: null }), [judged('fail')], 0],
])('a rule about an examination where %s', (_title, state, judgements, severity) => {
  expect(severityOf('login-refused', state, judgements)).toBe(severity);
});

test.each<[string, RuleId, Partial<DatabaseState>, number | undefined]>([
  ['no mail failed', 'new-failures', {}, 0],
  ['it was not looked yet', 'new-failures', { triedAt: null, look: null }, undefined],
  ['when mails failed is not stored', 'new-failures', { mark: null }, undefined],
  ['the database is away', 'oldest-waiting', { trouble: 'away' }, undefined],
  ['the database is away for a moment', 'database', { trouble: 'away' }, 0],
])('a rule about a look where %s', (_title, rule, state, severity) => {
  expect(severityOf(rule, state)).toBe(severity);
});

test('a rule that is off is missing', () => {
  const { 'login-refused': _off, ...rules } = defaultRules;
  expect(severityOf('login-refused', standing({}), [judged('fail')], rules)).toBeUndefined();
});
