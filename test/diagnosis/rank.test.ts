import { describe, expect, test } from 'vitest';
import { summarizeCause } from '../../source/diagnosis/cause-report.ts';
import { concludeVerdict } from '../../source/diagnosis/judge-verdict.ts';
import type { RemedyOffer } from '../../source/domain/change/remedy.ts';
import type { CauseId } from '../../source/domain/finding/cause-id.ts';
import { type Finding, finding } from '../../source/domain/finding/finding.ts';
import type { CauseReport } from '../../source/domain/finding/verdict.ts';

const report = (id: CauseId, ...findings: readonly Partial<Finding>[]): CauseReport =>
  summarizeCause(
    { id, title: id, question: '', checks: [] },
    findings.map((given) => finding({ check: `${id}.it`, status: 'ok', summary: id, owner: 'odoo', ...given })),
    1,
  );

const remedy = (id: string): RemedyOffer => ({ id, subject: null, title: id, risk: 'safe', inputs: [] });

/** What is left of older trouble, as the checks report it. */
const leftovers: Readonly<Record<string, readonly CauseReport[]>> = {
  none: [],
  'an old refused password': [
    report('credentials', { check: 'credentials.stored', status: 'warn', explains: 40, leftover: true }),
  ],
  'old bounces': [report('recipients', { status: 'warn', explains: 300, leftover: true })],
  'interrupted mails': [report('stuck', { status: 'warn', explains: 40, leftover: true })],
};

/** What stops every mail now, with the remedy that mends it. */
const faults: Readonly<Record<string, (waiting: number) => CauseReport>> = {
  'a refused connection': (explains) =>
    report('firewall', { status: 'fail', explains, remedies: [remedy('firewall.port')] }),
  'a refused password': (explains) =>
    report('credentials', { status: 'fail', explains, remedies: [remedy('credentials.password')] }),
  'the wrong encryption': (explains) => report('tls', { status: 'fail', explains, remedies: [remedy('tls.mode')] }),
  'every sender refused': (explains) =>
    report('sender', { status: 'fail', stopsAll: true, explains, remedies: [remedy('sender.from-filter')] }),
  'a refusal at the greeting': (explains) =>
    report('dns', { check: 'dns.live', status: 'fail', stopsAll: true, explains }),
  'a queue that is off': (explains) =>
    report('cron', { status: 'fail', explains, remedies: [remedy('cron.activate')] }),
  'no server': (explains) => report('no-server', { status: 'fail', explains, remedies: [remedy('no-server.create')] }),
};

/** What else is found on the way, and stops nothing. */
const besides = report('dns', { check: 'dns.spf', status: 'fail', explains: 0, remedies: [remedy('dns.spf')] });

const table = Object.entries(leftovers).flatMap(([left, old]) =>
  Object.entries(faults).flatMap(([fault, make]) =>
    [0, 30].map((waiting) => ({ left, old, fault, live: make(waiting), waiting })),
  ),
);

describe('with leftovers and a live fault', () => {
  test.each(table)(
    '$left, $fault, $waiting waiting: the live fault is on top and its remedy comes first',
    ({ old, live, waiting }) => {
      const all = [...old.filter(({ id }) => id !== live.id), ...(live.id === 'dns' ? [] : [besides]), live];
      const { cause, nextSteps } = concludeVerdict(all, { outgoing: waiting, exception: 340 });
      expect(cause).toBe(live.id);
      expect(nextSteps[0]?.remedy ?? null).toBe(live.speaker?.remedies[0]?.id ?? null);
    },
  );

  test('a cause whose old failures and live fault come together speaks of the live fault', () => {
    const both = report(
      'credentials',
      { check: 'credentials.stored', status: 'warn', explains: 40, leftover: true },
      { check: 'credentials.login', status: 'fail', summary: '535 now' },
    );
    expect(concludeVerdict([both], { outgoing: 0, exception: 40 }).summary).toBe('535 now');
  });
});

describe('without a live fault', () => {
  test('what failed after mail last went out comes before any number of older failures', () => {
    const reports = [
      report('recipients', { status: 'warn', explains: 300, leftover: true }),
      report('size', { status: 'warn', explains: 3 }),
    ];
    expect(concludeVerdict(reports, { outgoing: 0, exception: 303 }).ranking).toEqual(['size', 'recipients']);
  });

  test('records that nobody refused a mail for come after what explains one', () => {
    const reports = [besides, report('cron', { status: 'warn', explains: 7 })];
    expect(concludeVerdict(reports, { outgoing: 7, exception: 0 }).ranking).toEqual(['cron', 'dns']);
  });
});

test('a queue that is off and a password that is refused: the queue is on top, the password is mended first', () => {
  const verdict = concludeVerdict(
    [
      report('credentials', { status: 'fail', explains: 300, remedies: [remedy('credentials.password')] }),
      report('cron', { status: 'fail', explains: 2, remedies: [remedy('cron.activate')] }),
    ],
    { outgoing: 2, exception: 298 },
  );
  expect(verdict.cause).toBe('cron');
  expect(verdict.nextSteps.map((step) => step.remedy)).toEqual(['credentials.password', 'cron.activate']);
});
