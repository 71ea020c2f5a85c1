import { describe, expect, test } from 'vitest';
import { judgeStoredFailures, type Present, type StoredFacts } from '../../../source/checks/measure/stored-findings.ts';
import { laterOf, noSuccess } from '../../../source/checks/measure/successes.ts';
import { groupFailures } from '../../../source/domain/replies/groups.ts';

const refused = '(535, b"5.7.8 Username and Password not accepted")';
const wanted = '(530, b"5.7.0 Authentication required")';
const failedAt = new Date('2026-11-20T10:00:00Z');
const before = new Date('2026-11-20T09:00:00Z');
const after = new Date('2026-11-20T11:00:00Z');

const question = {
  nothing: 'No mail has failed because of a login.',
  works: 'accepts the login now',
  unknown: 'the login could not be tried again',
} as const;

const office: Present = { subject: 'server:1', title: 'Office', state: 'works' };
const shop: Present = { subject: 'server:2', title: 'Shop', state: 'works' };

/** Mails that failed with these texts, so many through each server. */
const failed = (texts: readonly string[], through: Readonly<Record<string, number>> | undefined) => ({
  groups: groupFailures(texts.map((text, id) => ({ text, id }))),
  count: texts.length,
  newestAt: failedAt,
  bySubject: through === undefined ? undefined : new Map(Object.entries(through)),
  evidence: [],
});

const judge = (given: Partial<StoredFacts>, asked: Partial<Parameters<typeof judgeStoredFailures>[0]> = {}) =>
  judgeStoredFailures(
    { ...question, ...asked },
    {
      stored: failed([refused, refused], { 'server:1': 2 }),
      present: [office],
      success: noSuccess,
      series: 18,
      ...given,
    },
  );

const brief = (findings: ReturnType<typeof judge>): readonly string[] =>
  findings.map(
    ({ subject, explains, leftover }) => `${subject ?? 'strays'}: ${explains}${leftover === true ? ', over' : ''}`,
  );

test('where no mail has failed, that is said', () => {
  const findings = judge({ stored: { ...failed([], {}), newestAt: null } });
  expect(findings).toMatchObject([{ status: 'ok', summary: question.nothing }]);
});

describe('mails that failed and the server that they lead through', () => {
  test('are to be retried where it works now', () => {
    const [found] = judge({});
    expect(found).toMatchObject({ status: 'warn', subject: 'server:1', explains: 2, leftover: true });
    expect(found?.summary).toBe(
      '2 mails failed with: password refused (535 5.7.8); Office accepts the login now: retry them.',
    );
    expect(found?.detail).toMatch(
      / Odoo keeps: 2 mails “535 5.7.8 Username and Password not accepted”\. Look at Settings → Technical → Email → Emails/,
    );
  });

  test('are told with what could not be tried', () => {
    const [found] = judge({ present: [{ ...office, state: 'unknown' }] });
    expect(found).toMatchObject({ status: 'warn', explains: 2, leftover: false });
    expect(found?.summary).toMatch(/; the login could not be tried again at Office\.$/);
  });

  test.each<[string, Partial<Present>, RegExp]>([
    ['that works', { works: 'takes mail now' }, /Office takes mail now: retry them\.$/],
    ['that is not known', { state: 'unknown', unknown: 'nothing was tried' }, /nothing was tried at Office\.$/],
  ])('are told in the words for a server %s, where it has some of its own', (_, words, summary) => {
    expect(judge({ present: [{ ...office, ...words }] })[0]?.summary).toMatch(summary);
  });

  test('are told with the advice for that server instead of the failures’ own', () => {
    expect(judge({ present: [{ ...office, advice: 'Ask the relay.' }] })[0]?.detail).toMatch(
      /^Ask the relay\. Odoo keeps/,
    );
  });

  test('are told with more than one reason where they have more', () => {
    const stored = failed([refused, refused, wanted], { 'server:1': 3 });
    expect(judge({ stored })[0]?.summary).toMatch(/^3 mails failed with: password refused \(535 5\.7\.8\) and more; /);
  });

  test.each<[string, readonly Present[], Readonly<Record<string, number>> | undefined, readonly string[]]>([
    [
      'each server has its own',
      [office, shop],
      { 'server:1': 1, 'server:2': 1 },
      ['server:1: 1, over', 'server:2: 1, over'],
    ],
    ['one that none leads through is not told', [office, shop], { 'server:1': 2 }, ['server:1: 2, over']],
    [
      'one that is broken has a finding elsewhere',
      [{ ...office, state: 'broken' }, shop],
      { 'server:1': 1, 'server:2': 1 },
      ['server:2: 1, over'],
    ],
    [
      'those of a server that is gone are told as that',
      [office],
      { 'server:1': 1, 'server:9': 1 },
      ['server:1: 1, over', 'strays: 1'],
    ],
    [
      'those beyond are told although a server is broken',
      [{ ...office, state: 'broken' }],
      { 'server:9': 2 },
      ['strays: 2'],
    ],
    ['where nobody can tell them apart, all are the only server’s', [office], undefined, ['server:1: 2, over']],
    [
      'where nobody can tell them apart, and the only server is broken',
      [{ ...office, state: 'broken' }],
      undefined,
      [],
    ],
    ['where nobody can tell them apart between several', [office, shop], undefined, ['strays: 2']],
    ['… one of which is broken and may account for them', [office, { ...shop, state: 'broken' }], undefined, []],
    ['where there is no server', [], undefined, ['strays: 2']],
  ])('%s', (_, present, through, told) => {
    expect(brief(judge({ present, stored: failed([refused, refused], through) }))).toEqual(told);
  });
});

describe('mail that went out after the failure shows that it is over', () => {
  const unknown = { ...office, state: 'unknown' } as const;
  test.each<[string, StoredFacts['success'], boolean]>([
    ['through that server', { at: after, bySubject: new Map([['server:1', after]]) }, true],
    ['but not mail that went out before', { at: after, bySubject: new Map([['server:1', before]]) }, false],
    ['but not mail through another', { at: after, bySubject: new Map([['server:2', after]]) }, false],
  ])('%s', (_, success, leftover) => {
    expect(judge({ present: [unknown], success })[0]?.leftover).toBe(leftover);
    expect(judge({ present: [unknown], success }, { outlasts: true })[0]?.leftover).toBe(false);
  });

  test.each([
    [after, true],
    [before, false],
    [null, false],
  ])('through any, where the server of the failed ones is not known: %j', (at, leftover) => {
    const given = { present: [], success: { at, bySubject: new Map<string, Date>() } };
    expect(judge(given)[0]).toMatchObject({ subject: null, leftover });
    expect(judge(given)[0]?.summary).toMatch(/, on a server that is not in use any more or cannot be told\.$/);
    expect(judge(given, { outlasts: true })[0]?.leftover).toBe(false);
  });

  test('when mail last went out is the later of what mails and notifications tell', () => {
    expect(laterOf(before, after)).toBe(after);
    expect(laterOf(after, before)).toBe(after);
    expect(laterOf(null, before)).toBe(before);
    expect(laterOf(after, null)).toBe(after);
    expect(laterOf(null, null)).toBeNull();
  });
});
