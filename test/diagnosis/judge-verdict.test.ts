import { describe, expect, test } from 'vitest';
import { summarizeCause } from '../../source/diagnosis/cause-report.ts';
import { concludeVerdict } from '../../source/diagnosis/judge-verdict.ts';
import type { ClassForecast } from '../../source/domain/change/retry-forecast.ts';
import { type CauseId, foundingCauseIds } from '../../source/domain/finding/cause-id.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import type { CauseReport } from '../../source/domain/finding/verdict.ts';
import type { FailureClass } from '../../source/domain/replies/classes/index.ts';
import { found as stamped } from '../support/found.ts';

const found = (id: CauseId, given: Partial<Finding>): Finding =>
  stamped({ check: `${id}.it`, status: 'ok', summary: `About ${id}.`, owner: 'odoo', ...given });

const report = (id: CauseId, ...findings: readonly Partial<Finding>[]): CauseReport =>
  summarizeCause(
    { id, title: id, question: '', checks: [{ id: `${id}.it` }] },
    findings.map((given) => found(id, given)),
    1,
  );

const queue = { outgoing: 1204, exception: 312 };

describe('a cause', () => {
  test('has the worst of fail, warn and ok among its findings', () => {
    expect(report('cron', { status: 'ok' }, { status: 'warn' }, { status: 'unknown' }).status).toBe('warn');
    expect(report('cron', { status: 'ok' }, { status: 'unknown' }).status).toBe('ok');
  });

  test('is unknown only when none of its checks could answer, and skipped when there was nothing to check', () => {
    expect(report('cron', { status: 'unknown' }, { status: 'skipped' }).status).toBe('unknown');
    expect(report('cron', { status: 'skipped' }).status).toBe('skipped');
  });

  test('counts the mails of different subjects together and the same mails of different checks once', () => {
    expect(report('sender', { subject: 'a', explains: 3 }, { subject: 'b', explains: 4 }).explains).toBe(7);
    expect(report('cron', { check: 'cron.a', explains: 9 }, { check: 'cron.b', explains: 9 }).explains).toBe(9);
  });

  test("is another's consequence when everything wrong with it is", () => {
    const because = { status: 'fail', consequenceOf: 'firewall' } as const;
    expect(report('credentials', because, { status: 'ok' }).consequenceOf).toBe('firewall');
    expect(report('credentials', because, { status: 'warn' }).consequenceOf).toBeUndefined();
  });
});

describe('the verdict', () => {
  test('is one calm line when all is well', () => {
    expect(
      concludeVerdict(
        foundingCauseIds.map((id) => report(id, {})),
        { outgoing: 0, exception: 0 },
      ),
    ).toEqual({
      status: 'ok',
      cause: null,
      summary: 'Mail is going out.',
      nextAction: null,
      nextSteps: [],
      ranking: [],
    });
  });

  test('says that mail goes out and who acts where only people can help the mails that failed', () => {
    const why = 'its server said that this recipient will never take it';
    const forecast: ClassForecast[] = [
      { class: 'rcpt.unknown', taken: 0, left: [{ mails: 14, why, isForPeople: true }] },
    ];
    const failures = [{ class: 'rcpt.unknown', cause: 'recipients', retry: 'never', count: 14 }] as const;
    const left = report('recipients', { status: 'warn', owner: 'recipient', explains: 14 });
    const reports = [left, ...foundingCauseIds.filter((id) => id !== left.id).map((id) => report(id, {}))];
    expect(concludeVerdict(reports, { outgoing: 0, exception: 14 }, { failures, forecast })).toMatchObject({
      status: 'warn',
      cause: 'recipients',
      summary: `Mail is going out. 14 failed mails are left for the contacts to act on: ${why}.`,
    });
  });

  test('never says that mail goes out when only some of what could stop it was looked at', () => {
    expect(concludeVerdict([report('sender', {}), report('size', {})], queue)).toMatchObject({
      status: 'ok',
      summary: 'Nothing wrong was found; only sender, size was checked.',
    });
    expect(concludeVerdict([report('size', { status: 'unknown' })], queue).status).toBe('unknown');
  });

  test('names what stops everything before what explains more mails', () => {
    const verdict = concludeVerdict(
      [
        report('credentials', { status: 'fail', explains: 1500 }),
        report('cron', { status: 'fail', explains: 1204 }),
        report('catchall', { status: 'warn' }),
      ],
      queue,
    );
    expect(verdict.ranking).toEqual(['cron', 'credentials', 'catchall']);
    expect(verdict).toMatchObject({ status: 'fail', cause: 'cron', summary: 'About cron.' });
  });

  test('ranks what stops only some mails by how many each explains', () => {
    const reports = [
      report('dns', { status: 'warn', explains: 3 }),
      report('recipients', { status: 'fail', explains: 14 }),
    ];
    expect(concludeVerdict(reports, queue).ranking).toEqual(['recipients', 'dns']);
  });

  test('puts consequences after every root cause', () => {
    const reports = [
      report('credentials', { status: 'fail', explains: 312, consequenceOf: 'firewall' }),
      report('firewall', { status: 'fail', explains: 187 }),
    ];
    expect(concludeVerdict(reports, queue)).toMatchObject({
      cause: 'firewall',
      ranking: ['firewall', 'credentials'],
    });
  });

  test('gives the first remedy of the worst finding as the next action', () => {
    const remedy = { id: 'cron.activate', subject: null, title: 'Switch it on', risk: 'safe', inputs: [] } as const;
    const verdict = concludeVerdict([report('cron', { status: 'fail', remedies: [remedy] })], queue);
    expect(verdict.nextAction).toBe('Switch it on: odoo-mail-doctor fix cron.activate');
  });

  test('is unknown when nothing is wrong but a founding cause could not be measured', () => {
    expect(concludeVerdict([report('dns', { status: 'unknown' })], queue)).toMatchObject({
      status: 'unknown',
      cause: null,
    });
    const answered = foundingCauseIds.map((id) => report(id, {}));
    expect(concludeVerdict([...answered, report('size', { status: 'unknown' })], queue).status).toBe('ok');
  });

  test('is worse than unknown as soon as anything was found', () => {
    const reports = [report('dns', { status: 'unknown' }), report('tls', { status: 'warn' })];
    expect(concludeVerdict(reports, queue)).toMatchObject({ status: 'warn', cause: 'tls' });
  });

  test('says beside a warning what nobody could look at, and not beside what stops mail', () => {
    const unread = report('cron', { status: 'unknown', summary: 'Not permitted to read ir_cron.' });
    const verdict = concludeVerdict([unread, report('catchall', { status: 'warn' })], queue);
    expect(verdict).toMatchObject({
      status: 'warn',
      cause: 'catchall',
      summary: 'About catchall. Not everything could be measured: Not permitted to read ir_cron.',
    });
    expect(verdict.nextSteps.at(-1)?.command).toBe('odoo-mail-doctor check cron -v');
    expect(concludeVerdict([unread, report('firewall', { status: 'fail' })], queue).summary).toBe('About firewall.');
  });

  test('says first that odoo.conf is not what Odoo runs with, before what only counts mails, and after what stops them', () => {
    const ground = report('no-server', { check: 'no-server.configuration', status: 'warn' });
    const unread = report('firewall', { status: 'unknown', consequenceOf: 'no-server' });
    const others = [ground, unread, report('recipients', { status: 'warn', explains: 14 })];
    expect(concludeVerdict(others, queue)).toMatchObject({ cause: 'no-server', summary: 'About no-server.' });
    expect(concludeVerdict([...others, report('cron', { status: 'fail', explains: 2 })], queue).cause).toBe('cron');
  });

  test('counts the causes that could not be measured, where they are several', () => {
    const unread = (id: CauseId) => report(id, { status: 'unknown', summary: `Not permitted to read ${id}.` });
    expect(concludeVerdict([unread('cron')], queue).summary).toBe(
      'Nothing wrong was found, but not everything could be measured: Not permitted to read cron.',
    );
    expect(concludeVerdict([unread('cron'), unread('firewall')], queue).summary).toBe(
      'Nothing wrong was found, but not everything could be measured: Not permitted to read cron. (2 causes could not be measured)',
    );
  });

  test('confesses first what is no consequence of something else that could not be measured', () => {
    const hidden = report('cron', { status: 'unknown', summary: 'Hidden.', consequenceOf: 'firewall' });
    const unread = report('firewall', { status: 'unknown', summary: 'No answer.' });
    expect(concludeVerdict([hidden, unread], queue).summary).toContain('No answer.');
    expect(concludeVerdict([hidden], queue).summary).toContain('Hidden.');
  });

  test.each<[what: string, check: string]>([
    ['that this is a copy', 'no-server.neutralized'],
    ['that Odoo does not use this odoo.conf', 'no-server.configuration'],
  ])('says %s without adding what could not be measured', (_, check) => {
    const unread = report('cron', { status: 'unknown', summary: 'Not permitted to read ir_cron.' });
    expect(concludeVerdict([unread, report('no-server', {}, { check, status: 'warn' })], queue).summary).toBe(
      'About no-server.',
    );
  });

  test('speaks of the copy, not of what else is wrong with its servers', () => {
    const copy = { check: 'no-server.neutralized', status: 'warn', summary: 'A copy.' } as const;
    const none = { check: 'no-server.active', status: 'fail', summary: 'No server.', explains: 9 } as const;
    expect(concludeVerdict([report('no-server', none, copy)], queue)).toMatchObject({
      status: 'warn',
      summary: 'A copy.',
    });
    expect(concludeVerdict([report('no-server', none, { ...copy, status: 'ok' })], queue)).toMatchObject({
      status: 'fail',
      summary: 'No server.',
    });
  });

  test('says how many failed before all was well', () => {
    const well = foundingCauseIds.map((id) => report(id, {}));
    expect(concludeVerdict(well, { outgoing: 0, exception: 12 }).summary).toBe(
      'Mail is going out. 12 mails failed before that.',
    );
    expect(concludeVerdict(well, undefined).summary).toBe('Mail is going out.');
  });

  test('is a failure where anything fails, but a warning where that is wrong with a copy', () => {
    const copy = report('no-server', { check: 'no-server.neutralized', status: 'warn' });
    const broken = report('cron', { status: 'fail' });
    const minor = report('catchall', { status: 'warn' });
    expect(concludeVerdict([minor, broken], queue).status).toBe('fail');
    expect(concludeVerdict([minor], queue).status).toBe('warn');
    expect(concludeVerdict([copy, broken, minor], queue).status).toBe('warn');
  });

  test('names scheduled as the reason for waiting without calling it trouble', () => {
    const reports = [
      ...foundingCauseIds.map((id) => report(id, {})),
      report('scheduled', { explains: 40, summary: '40 mails wait until 18:00.' }),
    ];
    expect(concludeVerdict(reports, { outgoing: 40, exception: 0 })).toMatchObject({
      status: 'ok',
      cause: 'scheduled',
      summary: '40 mails wait until 18:00.',
    });
  });

  test('takes of what is scheduled the finding that explains a wait, and none where nothing waits', () => {
    const well = foundingCauseIds.map((id) => report(id, {}));
    const scheduled = (...findings: readonly Partial<Finding>[]) =>
      concludeVerdict([...well, report('scheduled', ...findings)], undefined);
    const nobody = { summary: 'Nothing waits.' };
    const one = { summary: 'One mail waits.', explains: 1 };
    expect(scheduled(nobody, { ...nobody, explains: 0 }, one)).toMatchObject({
      cause: 'scheduled',
      summary: 'One mail waits.',
    });
    expect(scheduled(nobody, { ...nobody, explains: 0 })).toMatchObject({
      cause: null,
      summary: 'Mail is going out.',
    });
  });
});

describe('the next action', () => {
  const remedy = (id: string) => ({ id, subject: null, title: `Do ${id}`, risk: 'safe', inputs: [] }) as const;

  test('is to mend what would make every waiting mail fail before the queue is switched on', () => {
    const reports = [
      report('cron', { status: 'fail', explains: 1204, remedies: [remedy('cron.activate')] }),
      report('credentials', { status: 'fail', explains: 298, remedies: [remedy('credentials.password')] }),
    ];
    const { cause, nextAction } = concludeVerdict(reports, queue);
    expect(cause).toBe('cron');
    expect(nextAction).toMatch(/^First.*fix credentials\.password – then: .*fix cron\.activate$/);
  });

  const refused = { class: 'auth.bad_credentials', cause: 'credentials', retry: 'fix', count: 298 } as const;
  const spam = { class: 'rep.content', cause: null, retry: 'fix', count: 3 } as const;
  const mended = report('credentials', { status: 'warn', explains: 298, leftover: true });
  const foresee = (name: FailureClass, taken: number): ClassForecast => ({ class: name, taken, left: [] });

  test('is a retry when what made mails fail is well again, with the number that a retry takes', () => {
    const failures = [refused];
    for (const taken of [298, 5]) {
      const { nextAction } = concludeVerdict([mended], queue, {
        failures,
        forecast: [foresee('auth.bad_credentials', taken)],
      });
      expect(nextAction).toBe(`Send ${taken} failed mails again; a preview comes first: odoo-mail-doctor retry`);
    }
    const nothing = concludeVerdict([mended], queue, { failures, forecast: [foresee('auth.bad_credentials', 0)] });
    expect(nothing.nextAction).not.toContain('odoo-mail-doctor retry');
  });

  test('names the classes of the retry where it would take other mails as well, which would fail', () => {
    const { nextSteps } = concludeVerdict([mended], queue, {
      failures: [refused, spam],
      forecast: [foresee('auth.bad_credentials', 298), foresee('rep.content', 3)],
    });
    expect(nextSteps.at(-1)).toMatchObject({
      title: 'Send 298 failed mails again; a preview comes first',
      command: 'odoo-mail-doctor retry --class auth.bad_credentials',
    });
  });

  test('promises no number where nobody judged the mails', () => {
    const { nextSteps } = concludeVerdict([mended], queue, { failures: [refused] });
    expect(nextSteps.at(-1)).toMatchObject({
      title: 'See which failed mails can be sent again',
      command: 'odoo-mail-doctor retry',
    });
  });

  test('advises no retry of mails whose cause was not looked at, or could not be measured', () => {
    const forecast = [foresee('auth.bad_credentials', 9)];
    for (const reports of [[report('dns', {})], [report('dns', {}), report('credentials', { status: 'unknown' })]]) {
      for (const known of [forecast, undefined]) {
        const { nextSteps } = concludeVerdict(reports, queue, { failures: [refused], forecast: known });
        expect(nextSteps.filter(({ command }) => command?.includes('retry'))).toEqual([]);
      }
    }
  });

  test.each([
    ['now', true],
    ['later', true],
    ['fix', false],
    ['never', false],
  ] as const)('of mails that no cause accounts for, and that can be tried %s: %s', (retry, isAdvised) => {
    const failures = [{ class: 'unknown', cause: null, retry, count: 3 }] as const;
    const { nextSteps } = concludeVerdict([report('dns', { status: 'warn' })], queue, {
      failures,
      forecast: [foresee('unknown', 3)],
    });
    expect(nextSteps.some(({ command }) => command === 'odoo-mail-doctor retry')).toBe(isAdvised);
  });

  test('names the remedy of the cause even when somebody else must act in the end', () => {
    const reports = [
      report(
        'rate-limit',
        { check: 'rate-limit.refusals', status: 'fail', explains: 214, owner: 'provider' },
        { check: 'rate-limit.backlog', status: 'warn', explains: 4800, remedies: [remedy('rate-limit.pace')] },
      ),
    ];
    expect(concludeVerdict(reports, queue).nextSteps[0]).toMatchObject({ remedy: 'rate-limit.pace' });
  });

  test('names what a remedy is about, what the finding knows of its inputs, and what a person must still say', () => {
    const inputs = [
      { name: 'pid', label: 'Backend', kind: 'number', found: '3120' },
      { name: 'address', label: 'Address', kind: 'text' },
      { name: 'port', label: 'Port', kind: 'number', suggestion: '587' },
      { name: 'password', label: 'Password', kind: 'secret' },
    ] as const;
    const reports = [
      report('cron', {
        status: 'fail',
        remedies: [{ ...remedy('cron.lock'), subject: 'partner:234', about: 'Rosa, rosa@example', inputs }],
      }),
    ];
    expect(concludeVerdict(reports, queue).nextAction).toBe(
      'Do cron.lock (Rosa, rosa@example): odoo-mail-doctor fix cron.lock --subject partner:234 --set pid=3120 --set address=ADDRESS',
    );
  });

  test('is what the finding says a person does first, before a remedy that mends nothing by itself', () => {
    const reports = [
      report('cron', { status: 'fail', nextStep: "Look in Odoo's log", remedies: [remedy('cron.reset')] }),
    ];
    expect(concludeVerdict(reports, queue).nextSteps).toMatchObject([
      { title: "Look in Odoo's log", remedy: null, command: 'odoo-mail-doctor check cron -v' },
    ]);
  });

  test.each(['odoo', 'host', 'provider', 'dns', 'recipient'] as const)(
    'without a remedy tells a person what to do, not that %s must',
    (owner) => {
      const [step] = concludeVerdict([report('dns', { status: 'fail', owner })], queue).nextSteps;
      expect(step?.title).toMatch(/^(?:See|Show|Ask) /);
      expect(step?.title).not.toContain('must act');
    },
  );

  test('repeats the flags that point at the target, as a shell takes them', () => {
    const reports = [report('cron', { status: 'fail', remedies: [remedy('cron.activate')] })];
    const { nextSteps } = concludeVerdict(reports, queue, { flags: ['-c', '/srv/my odoo/odoo.conf'] });
    expect(nextSteps[0]?.command).toBe("odoo-mail-doctor fix cron.activate -c '/srv/my odoo/odoo.conf'");
  });

  test('leads from a copy to the original, whatever else is wrong with the copy', () => {
    const reports = [
      report('credentials', { status: 'fail', explains: 500, remedies: [remedy('credentials.password')] }),
      report('no-server', { check: 'no-server.neutralized', status: 'warn', summary: 'A copy.' }),
    ];
    const verdict = concludeVerdict(reports, queue);
    expect(verdict).toMatchObject({ status: 'warn', cause: 'no-server', summary: 'A copy.' });
    expect(verdict.nextSteps).toMatchObject([{ title: expect.stringContaining('original database'), command: null }]);
  });
});

describe('where nothing may be changed', () => {
  const remedies = [
    { id: 'cron.activate', title: 'Switch it on', subject: null, risk: 'safe', inputs: [] },
  ] as const satisfies Finding['remedies'];
  const reports = [report('cron', { status: 'fail', remedies })];
  const failures = [{ class: 'rate.daily', cause: null, retry: 'now', count: 3 }] as const;
  const forecast = [{ class: 'rate.daily', taken: 3 } as ClassForecast];

  test('no step is a command that would be refused: the remedy is named, to be done by hand', () => {
    const { nextSteps } = concludeVerdict(reports, queue, { failures, forecast, refusesChanges: true });
    expect(nextSteps.map(({ title, remedy }) => [title, remedy])).toEqual([
      ['By hand, as nothing is changed from here: Switch it on', null],
      ['Send the failed mails again in Odoo itself: it is not done from here', null],
    ]);
    expect(nextSteps.map(({ command }) => command ?? '').filter((each) => /doctor (fix|retry)/.test(each))).toEqual([]);
  });

  test.each([
    ['of which none would be taken', failures, [{ class: 'rate.daily', taken: 0 } as ClassForecast]],
    ['of which nobody could tell, and none failed', [], undefined],
  ])('failed mails are not to be sent again %s', (_, failed, foreseen) => {
    const { nextSteps } = concludeVerdict(reports, queue, {
      failures: failed,
      forecast: foreseen,
      refusesChanges: true,
    });
    expect(nextSteps).toHaveLength(1);
  });

  test('without knowing what a retry would take the failed mails are still named', () => {
    expect(concludeVerdict(reports, queue, { failures, refusesChanges: true }).nextSteps).toHaveLength(2);
  });

  test('elsewhere the commands stand as they are', () => {
    const [step, retry] = concludeVerdict(reports, queue, { failures, forecast }).nextSteps;
    expect([step?.remedy, retry?.command]).toEqual(['cron.activate', 'odoo-mail-doctor retry']);
  });
});
