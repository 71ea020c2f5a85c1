import { describe, expect, test } from 'vitest';
import { summarizeCause } from '../../source/diagnosis/cause-report.ts';
import { concludeVerdict } from '../../source/diagnosis/judge-verdict.ts';
import { countExplainedMails, isAboutCopy, rankCauses, stopsAll } from '../../source/diagnosis/rank.ts';
import type { RemedyOffer } from '../../source/domain/change/remedy.ts';
import type { CauseId } from '../../source/domain/finding/cause-id.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import type { CauseReport } from '../../source/domain/finding/verdict.ts';
import { found } from '../support/found.ts';

const report = (id: CauseId, ...findings: readonly Partial<Finding>[]): CauseReport =>
  summarizeCause(
    { id, title: id, question: '', checks: [] },
    findings.map((given) => found({ check: `${id}.it`, status: 'ok', summary: id, owner: 'odoo', ...given })),
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

describe('what counts', () => {
  test.each<
    [situation: string, findings: readonly Pick<Finding, 'check' | 'explains' | 'explainsWaiting'>[], mails: number]
  >([
    ['nothing was found', [], 0],
    ['a finding names no mails', [{ check: 'a' }], 0],
    [
      'findings of one check are about different mails',
      [
        { check: 'a', explains: 2 },
        { check: 'a', explains: 3 },
      ],
      5,
    ],
    [
      'two checks may mean the same mails',
      [
        { check: 'a', explains: 2 },
        { check: 'b', explains: 3 },
      ],
      3,
    ],
    [
      'what waits and what failed are different mails',
      [
        { check: 'a', explains: 214 },
        { check: 'b', explains: 4_800, explainsWaiting: 4_800 },
      ],
      5_014,
    ],
    [
      'a check that means both is not counted beside those that mean a part',
      [
        { check: 'a', explains: 5_014, explainsWaiting: 4_800 },
        { check: 'b', explains: 214 },
        { check: 'c', explains: 3, explainsWaiting: 1 },
        { check: 'c', explains: 1_200, explainsWaiting: 1_200 },
      ],
      5_014,
    ],
    ['a check with one that names none', [{ check: 'a' }, { check: 'a', explains: 3 }], 3],
  ])('%s: %#', (_, findings, mails) => {
    expect(countExplainedMails(findings)).toBe(mails);
  });

  const ranking = (...reports: readonly CauseReport[]) => rankCauses(reports).map(({ id }) => id);
  const three = report('size', { status: 'warn', explains: 3 });

  test.each<[situation: string, other: Partial<Finding>, isFirst: boolean]>([
    ['what never became a mail counts like one of the queue', { status: 'warn', unmade: 4 }, true],
    ['so does what left and did not arrive', { status: 'warn', undelivered: 4 }, true],
    ['both count', { status: 'warn', unmade: 2, undelivered: 2 }, true],
    ['fewer of them count less', { status: 'warn', unmade: 1, undelivered: 1 }, false],
    ['what is a failure counts no more for it', { status: 'fail', stopsAll: false }, false],
    ['with as many mails what fails comes before what warns', { status: 'fail', explains: 3, stopsAll: false }, true],
  ])('%s', (_, other, isFirst) => {
    const ranked = ranking(three, report('unexplained', other));
    expect(ranked).toEqual(isFirst ? ['unexplained', 'size'] : ['size', 'unexplained']);
  });

  test('only what is wrong counts as missing', () => {
    const partly = report('feeders', { status: 'warn' }, { status: 'ok', unmade: 9 });
    expect(ranking(partly, three)).toEqual(['size', 'feeders']);
  });

  test('what is equal in all stands in the order of the causes', () => {
    const [later, sooner] = [report('unexplained', { status: 'warn' }), report('cron', { status: 'warn' })];
    expect(ranking(later, sooner)).toEqual(['cron', 'unexplained']);
    expect(ranking(sooner, later)).toEqual(['cron', 'unexplained']);
  });

  test.each<[check: string, status: Finding['status'], isCopy: boolean]>([
    ['no-server.neutralized', 'warn', true],
    ['no-server.neutralized', 'fail', true],
    ['no-server.neutralized', 'ok', false],
    ['no-server.neutralized', 'unknown', false],
    ['no-server.active', 'warn', false],
  ])('%s that is %s makes it a copy: %j', (check, status, isCopy) => {
    expect(isAboutCopy(report('no-server', { check, status }))).toBe(isCopy);
  });

  test.each<[what: string, id: CauseId, given: Partial<Finding>, stops: boolean]>([
    ['a failure on the way to the server', 'tls', { status: 'fail' }, true],
    ['a warning there', 'tls', { status: 'warn' }, false],
    ['a failure that is said not to', 'tls', { status: 'fail', stopsAll: false }, false],
    ["another's consequence", 'tls', { status: 'fail', consequenceOf: 'firewall' }, false],
    ['a failure of single mails', 'size', { status: 'fail' }, false],
    ['one that is said to', 'size', { status: 'warn', stopsAll: true }, true],
    ['what is not known', 'size', { status: 'unknown', stopsAll: true }, false],
  ])('%s stops every mail (%s %o): %j', (_, id, given, stops) => {
    expect(stopsAll(report(id, given))).toBe(stops);
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
