import { describe, expect, test } from 'vitest';
import { planTreatment, type TreatmentFacts } from '../../source/diagnosis/treatment.ts';
import type { ClassForecast } from '../../source/domain/change/retry-forecast.ts';
import type { CauseId } from '../../source/domain/finding/cause-id.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import type { CauseReport } from '../../source/domain/finding/verdict.ts';
import type { FailureClass } from '../../source/domain/replies/classes/index.ts';
import { found as stamped } from '../support/found.ts';

const nothingFailed: TreatmentFacts = { reports: [], failures: [], forecast: [], flags: [], refusesChanges: false };

const report = (
  id: CauseId,
  status: 'fail' | 'warn',
  given: Partial<Finding> = {},
  rest: Partial<CauseReport> = {},
): CauseReport => {
  const found = stamped({ check: `${id}.check`, status, summary: `${id}.`, owner: 'odoo', ...given });
  return {
    id,
    title: id,
    question: '',
    status,
    findings: [found],
    speaker: found,
    explains: 0,
    durationMs: 1,
    ...rest,
  };
};

const stopping = (id: CauseId): CauseReport => report(id, 'fail', { stopsAll: true });
const passing = (id: CauseId, status: 'fail' | 'warn' = 'fail'): CauseReport => report(id, status, { stopsAll: false });
const leftover = report('firewall', 'fail', { stopsAll: false, leftover: true });
const consequence = report('tls', 'fail', {}, { consequenceOf: 'firewall' });

/** The causes whose steps come, in their order. */
const steps = (ranked: readonly CauseReport[], facts = nothingFailed): readonly (string | null)[] =>
  planTreatment(ranked, facts).map(({ command }) => / check (\S+) -v/.exec(command ?? '')?.[1] ?? command);

describe('what is done first', () => {
  test.each<[situation: string, ranked: readonly CauseReport[], order: readonly string[]]>([
    ['nothing where nothing is wrong', [], []],
    ['the server before the queue, however they rank', [stopping('cron'), stopping('firewall')], ['firewall', 'cron']],
    [
      'the server, then the session, then the queue',
      [stopping('cron'), stopping('credentials'), stopping('no-server')],
      ['no-server', 'credentials', 'cron'],
    ],
    ['what stops every mail before what stops some', [passing('size'), stopping('cron')], ['cron', 'size']],
    ['beside what stops every mail no warning', [stopping('cron'), passing('size', 'warn')], ['cron']],
    ['of warnings alone the first', [passing('size', 'warn'), passing('dns', 'warn')], ['size']],
    ['after a warning what fails', [passing('size', 'warn'), passing('dns')], ['size', 'dns']],
    ['nothing of what is over, where something is not', [leftover, passing('dns')], ['dns']],
    ['what is over, where nothing else is wrong', [leftover], ['firewall']],
    ['the cause and not its consequence', [stopping('firewall'), consequence], ['firewall']],
  ])('is %s', (_, ranked, order) => {
    expect(steps(ranked)).toEqual(order);
  });

  test('is nothing of what is over, though something else of that cause is well', () => {
    const over = report('firewall', 'fail', { stopsAll: false, leftover: true });
    const well = stamped({ check: 'firewall.name', status: 'ok', summary: '', owner: 'host' });
    const both = { ...over, findings: [well, ...over.findings] };
    expect(steps([both, passing('dns')])).toEqual(['dns']);
  });

  test('is last of all to send again what can go', () => {
    const failures = [{ class: 'conn.closed', cause: null, retry: 'now', count: 3 }] as const;
    const forecast = [{ class: 'conn.closed', taken: 3, left: [] }] as const;
    const found = planTreatment([stopping('cron')], { ...nothingFailed, failures, forecast });
    expect(found).toHaveLength(2);
    expect(found[1]?.title).toBe('Send 3 failed mails again; a preview comes first');
    expect(planTreatment([leftover], { ...nothingFailed, failures, forecast })).toHaveLength(1);
  });
});

describe('what is sent again', () => {
  const remedy = { id: 'credentials.password', title: '', subject: null, risk: 'safe', inputs: [] } as const;
  const lost = { class: 'rcpt.unknown', cause: 'recipients', retry: 'never', count: 14 } as const;
  const closed = { class: 'conn.closed', cause: null, retry: 'now', count: 3 } as const;
  const refused = { class: 'auth.bad_credentials', cause: 'credentials', retry: 'fix', count: 298 } as const;
  const takes = (name: FailureClass, taken: number): ClassForecast => ({ class: name, taken, left: [] });

  /** The commands and titles of the steps that send mails again. */
  const retries = (facts: Partial<TreatmentFacts>): readonly string[] =>
    planTreatment([], { ...nothingFailed, ...facts }).map(({ title, command }) => command ?? title);

  test.each<[situation: string, facts: Partial<TreatmentFacts>, retry: readonly string[]]>([
    [
      'all, without naming them',
      { failures: [closed], forecast: [takes('conn.closed', 3)] },
      ['odoo-mail-doctor retry'],
    ],
    [
      'by class what a retry takes of it, where it would take others',
      {
        failures: [closed, { ...closed, class: 'net.refused' }],
        forecast: [takes('conn.closed', 3), takes('net.refused', 0), takes('rcpt.unknown', 2)],
      },
      ['odoo-mail-doctor retry --class conn.closed'],
    ],
    ['none of which a retry takes none', { failures: [closed], forecast: [takes('conn.closed', 0)] }, []],
    [
      'none that must not be tried again',
      { failures: [{ ...closed, retry: 'fix' }], forecast: [takes('conn.closed', 3)] },
      [],
    ],
    [
      'those that time heals',
      { failures: [{ ...closed, retry: 'later' }], forecast: [takes('conn.closed', 3)] },
      ['odoo-mail-doctor retry'],
    ],
    ['none whose cause nobody measured', { failures: [refused], forecast: [takes('auth.bad_credentials', 9)] }, []],
    [
      'those whose cause is well',
      {
        reports: [{ ...report('credentials', 'warn'), status: 'ok', findings: [] }],
        failures: [refused],
        forecast: [takes('auth.bad_credentials', 9)],
      },
      ['odoo-mail-doctor retry'],
    ],
    [
      'those whose cause has a remedy',
      {
        reports: [report('credentials', 'fail', { remedies: [remedy] })],
        failures: [refused],
        forecast: [takes('auth.bad_credentials', 9)],
      },
      ['odoo-mail-doctor retry'],
    ],
    [
      'none whose cause could not be measured, remedy or not',
      {
        reports: [report('credentials', 'fail', { remedies: [remedy] }, { status: 'unknown' })],
        failures: [refused],
        forecast: [takes('auth.bad_credentials', 9)],
      },
      [],
    ],
    ['a preview, where nobody foresees', { failures: [closed], forecast: undefined }, ['odoo-mail-doctor retry']],
    ['no preview of what is not to be tried', { failures: [lost], forecast: undefined }, []],
    [
      'in Odoo, where nothing is changed from here',
      { failures: [closed], forecast: [takes('conn.closed', 1)], refusesChanges: true },
      ['Send the failed mails again in Odoo itself: it is not done from here'],
    ],
    [
      'in Odoo, where a retry takes of one class and not of another',
      {
        failures: [closed, { ...closed, class: 'net.refused' }],
        forecast: [takes('conn.closed', 1), takes('net.refused', 0)],
        refusesChanges: true,
      },
      ['Send the failed mails again in Odoo itself: it is not done from here'],
    ],
    [
      'not in Odoo what a retry would take and fail with',
      {
        failures: [closed, lost],
        forecast: [takes('conn.closed', 0), takes('rcpt.unknown', 14)],
        refusesChanges: true,
      },
      [],
    ],
  ])('is %s', (_, facts, retry) => {
    expect(retries(facts)).toEqual(retry);
  });
});
