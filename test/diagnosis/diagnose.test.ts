import { describe, expect, test } from 'vitest';
import type { Cause, Check } from '../../source/checks/cause.ts';
import type { CheckContext } from '../../source/checks/context.ts';
import { createOnce } from '../../source/checks/once.ts';
import { diagnose, type ForeseeRetry, timeToMeasure } from '../../source/diagnosis/diagnose.ts';
import type { DiagnosisEvent } from '../../source/diagnosis/diagnosis-events.ts';
import type { RetryForecast } from '../../source/domain/change/retry-forecast.ts';
import { NotPermittedError } from '../../source/domain/database/not-permitted-error.ts';
import { ProbeError, UserError } from '../../source/domain/errors.ts';
import type { CauseId } from '../../source/domain/finding/cause-id.ts';
import { finding } from '../../source/domain/finding/finding.ts';
import type { OdooVersion } from '../../source/domain/odoo/odoo-version.ts';

const causeOf = (id: CauseId, ...checks: readonly Check['run'][]): Cause => ({
  id,
  title: id,
  question: `Is it ${id}?`,
  checks: checks.map((run, index) => ({
    id: `${id}.${index}`,
    title: `check ${index} of ${id}`,
    owner: 'odoo',
    run,
  })),
  remedies: [],
});

const fine = finding({ status: 'ok', summary: 'All well.' });

const collect = async (events: AsyncIterable<DiagnosisEvent>): Promise<readonly DiagnosisEvent[]> => {
  const all: DiagnosisEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
};

const verdictOf = (events: readonly DiagnosisEvent[]) => {
  const last = events.at(-1);
  if (last?.kind !== 'verdict') throw new Error('the last event is no verdict');
  return last;
};

/** A healthy ground that nobody measures anything of: the checks of these tests look at nothing. */
const openContext = (given: Partial<CheckContext> & { readonly version?: Partial<OdooVersion> } = {}): CheckContext =>
  ({
    odoo: {
      database: 'acme',
      version: { isNewer: false, ...given.version },
      connection: { pooler: 'none', standby: false, serverPort: 5432, serverAddress: null, primary: null },
    },
    target: { flags: [], age: { kind: 'as-started' } },
    readQueue: async () => ({ counts: { outgoing: 2, exception: 3 }, failures: [] }),
    once: createOnce(),
    signal: new AbortController().signal,
    now: () => new Date(),
    deadlineMs: 30_000,
    ...given,
  }) as unknown as CheckContext;

describe('a diagnosis', () => {
  test('tells of every check and finding, of each cause once it is done, and last of the verdict', async () => {
    const events = await collect(diagnose(openContext(), [causeOf('cron', async () => [fine])]));
    expect(events.map(({ kind }) => kind)).toEqual(['check-started', 'finding', 'cause-finished', 'verdict']);
    expect(verdictOf(events).verdict).toMatchObject({ status: 'ok', cause: null });
  });

  test('turns what could not be measured into an unknown finding and still runs the rest', async () => {
    const events = await collect(
      diagnose(openContext(), [
        causeOf(
          'cron',
          async () => {
            throw new ProbeError('sql', 'acme', 'You may not read ir_cron.');
          },
          async () => [finding({ status: 'fail', summary: 'Switched off.' })],
        ),
      ]),
    );
    const { reports, verdict } = verdictOf(events);
    expect(reports[0]?.findings).toMatchObject([
      { check: 'cron.0', status: 'unknown', summary: 'You may not read ir_cron.' },
      { check: 'cron.1', status: 'fail' },
    ]);
    expect(verdict).toMatchObject({ status: 'fail', cause: 'cron', summary: 'Switched off.' });
  });

  test('says its verdict before the deadline although a check never answers', async () => {
    const began = performance.now();
    const events = await collect(
      diagnose(openContext({ deadlineMs: 1_000 }), [causeOf('dns', () => new Promise(() => undefined))]),
    );
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(verdictOf(events)).toMatchObject({
      verdict: { status: 'unknown', cause: null },
      reports: [{ status: 'unknown', findings: [{ summary: expect.stringContaining('not measured within 1 s') }] }],
    });
  });

  test('makes a shared measurement once, however many checks ask for it', async () => {
    const context = openContext();
    let made = 0;
    const key = {};
    const ask: Check['run'] = async ({ once }) => {
      await once(key, async () => {
        made += 1;
      });
      return [];
    };
    await collect(diagnose(context, [causeOf('cron', ask, ask), causeOf('dns', ask)]));
    expect(made).toBe(1);
  });

  test('cancels what still runs when nobody listens any more', async () => {
    const context = openContext();
    const stopped = Promise.withResolvers<void>();
    const endless: Check['run'] = ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          stopped.resolve();
          reject(signal.reason);
        });
      });
    for await (const event of diagnose(context, [causeOf('cron', endless)])) {
      if (event.kind === 'check-started') break;
    }
    await expect(stopped.promise).resolves.toBeUndefined();
  });

  test('does not hide a fault of our own behind an unknown finding', async () => {
    const faulty = causeOf('cron', async () => {
      throw new TypeError('a fault of ours');
    });
    await expect(collect(diagnose(openContext(), [faulty]))).rejects.toThrow('a fault of ours');
  });

  test.each<[what: string, error: Error, summary: string, hint: string | undefined]>([
    [
      'a right that is missing',
      new NotPermittedError('the scheduled actions', 'acme'),
      "Not permitted to read the scheduled actions in database 'acme'.",
      'GRANT SELECT ON',
    ],
    ['a probe that failed', new ProbeError('smtp', 'mx.example', 'no answer.'), 'no answer.', undefined],
    ['a question that a person can mend', new UserError('Name a server.'), 'Name a server.', undefined],
  ])('says of %s in its own words what was not measured, and who is asked', async (_, error, summary, hint) => {
    const cause = causeOf('firewall', () => Promise.reject(error));
    const [found] = verdictOf(await collect(diagnose(openContext(), [cause]))).reports[0]?.findings ?? [];
    expect(found).toMatchObject({ check: 'firewall.0', status: 'unknown', owner: 'host', summary });
    expect(found?.detail?.includes(hint ?? '')).toBe(hint === undefined ? undefined : true);
  });

  test('ends with the reason of whoever calls it off, whatever the check made of it', async () => {
    const caller = new AbortController();
    const cause = causeOf('cron', async () => {
      caller.abort(new Error('called off'));
      throw new ProbeError('sql', 'acme', 'the statement was cancelled');
    });
    const events = diagnose(openContext({ signal: caller.signal }), [cause]);
    await expect(collect(events)).rejects.toThrow('called off');
    const again = new AbortController();
    const endless = causeOf('cron', () => {
      again.abort();
      return new Promise(() => undefined);
    });
    await expect(collect(diagnose(openContext({ signal: again.signal }), [endless]))).rejects.toThrow('aborted');
  });

  test.each([
    [30_000, 29_750],
    [252, 2],
    [250, 1],
    [1, 1],
  ])('within a deadline of %i ms measures for %i ms', (deadlineMs, ms) => {
    expect(timeToMeasure(deadlineMs)).toBe(ms);
  });

  test('times each cause, ms', async () => {
    const { reports } = verdictOf(await collect(diagnose(openContext(), [causeOf('cron', async () => [])])));
    expect(reports[0]?.durationMs).toBeGreaterThanOrEqual(0);
    expect(reports[0]?.durationMs).toBeLessThan(10_000);
  });
});

describe('what the verdict is given', () => {
  const forecast: RetryForecast = [{ class: 'conn.closed', taken: 3, left: [] }];
  const run = async (context: CheckContext, foresee?: ForeseeRetry) =>
    verdictOf(await collect(diagnose(context, [causeOf('cron', async () => [fine])], foresee)));
  const unread = { readQueue: () => Promise.reject(new ProbeError('sql', 'acme', 'no right')) };

  test('are the queue and what a retry would take', async () => {
    const { queue, forecast: told } = await run(openContext(), async () => forecast);
    expect([queue?.counts, told]).toEqual([{ outgoing: 2, exception: 3 }, forecast]);
    expect((await run(openContext())).forecast).toBeUndefined();
  });

  test('is no queue, and so no forecast, where it could not be counted', async () => {
    expect(await run(openContext(unread), async () => forecast)).toMatchObject({
      queue: undefined,
      forecast: undefined,
    });
  });

  test('is no queue where counting it takes longer than there is time', async () => {
    const slow = { deadlineMs: 300, readQueue: () => new Promise<never>(() => undefined) };
    expect((await run(openContext(slow))).queue).toBeUndefined();
  });

  test.each([
    ['it could not be read', new ProbeError('sql', 'acme', 'no right')],
    ['a person would have to say more', new UserError('Name it.')],
  ])('is no forecast where %s', async (_, error) => {
    expect((await run(openContext(), () => Promise.reject(error))).forecast).toBeUndefined();
  });

  test('is no forecast where that takes longer than there is time', async () => {
    const { queue, forecast: told } = await run(openContext({ deadlineMs: 300 }), () => new Promise(() => undefined));
    expect([queue?.counts.outgoing, told]).toEqual([2, undefined]);
  });

  test('never hides a fault of our own', async () => {
    const fault = () => Promise.reject(new TypeError('a fault of ours'));
    await expect(run(openContext(), fault)).rejects.toThrow('a fault of ours');
    await expect(run(openContext({ readQueue: fault }))).rejects.toThrow('a fault of ours');
  });

  test.each([
    ['of a version that is not known', true],
    ['of a known one', false],
  ])('tells whether anything may be changed in an Odoo %s: %j', async (_, isNewer) => {
    expect((await run(openContext({ version: { isNewer } }))).refusesChanges).toBe(isNewer);
  });
});
