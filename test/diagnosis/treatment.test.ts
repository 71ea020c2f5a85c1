import { describe, expect, test } from 'vitest';
import { planTreatment, type TreatmentFacts } from '../../source/diagnosis/treatment.ts';
import type { CauseId } from '../../source/domain/finding/cause-id.ts';
import { type Finding, finding } from '../../source/domain/finding/finding.ts';
import type { CauseReport } from '../../source/domain/finding/verdict.ts';

const nothingFailed: TreatmentFacts = { reports: [], failures: [], forecast: [], flags: [] };

const report = (
  id: CauseId,
  status: 'fail' | 'warn',
  given: Partial<Finding> = {},
  rest: Partial<CauseReport> = {},
): CauseReport => {
  const found = finding({ check: `${id}.check`, status, summary: `${id}.`, owner: 'odoo', ...given });
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

  test('is last of all to send again what can go', () => {
    const failures = [{ class: 'conn.closed', cause: null, retry: 'now', count: 3 }] as const;
    const forecast = [{ class: 'conn.closed', taken: 3, left: [] }] as const;
    const found = planTreatment([stopping('cron')], { ...nothingFailed, failures, forecast });
    expect(found).toHaveLength(2);
    expect(found[1]?.title).toBe('Send 3 failed mails again; a preview comes first');
    expect(planTreatment([leftover], { ...nothingFailed, failures, forecast })).toHaveLength(1);
  });
});
