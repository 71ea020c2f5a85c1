import { describe, expect, test } from 'vitest';
import type { Cause, Check } from '../../source/checks/cause.ts';
import type { CheckContext } from '../../source/checks/context.ts';
import { diagnose } from '../../source/diagnosis/diagnose.ts';
import type { DiagnosisEvent } from '../../source/diagnosis/diagnosis-events.ts';
import { ProbeError } from '../../source/domain/errors.ts';
import type { CauseId } from '../../source/domain/finding/cause-id.ts';
import { finding } from '../../source/domain/finding/finding.ts';
import { openSickWorld } from '../support/sick-world.ts';

const causeOf = (id: CauseId, ...checks: readonly Check['run'][]): Cause => ({
  id,
  title: id,
  question: `Is it ${id}?`,
  checks: checks.map((run, index) => ({ id: `${id}.${index}`, title: `check ${index} of ${id}`, run })),
  remedies: [],
});

const fine = (check: string) => finding({ check, status: 'ok', summary: 'All well.', owner: 'odoo' });

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

describe('a diagnosis', () => {
  const openContext = async (deadline = 30): Promise<CheckContext> =>
    await (await openSickWorld({ series: 18, scenario: 'healthy' })).checkContext({ deadline });

  test('tells of every check and finding, of each cause once it is done, and last of the verdict', async () => {
    const events = await collect(diagnose(await openContext(), [causeOf('cron', async () => [fine('cron.0')])]));
    expect(events.map(({ kind }) => kind)).toEqual(['check-started', 'finding', 'cause-finished', 'verdict']);
    expect(verdictOf(events).verdict).toMatchObject({ status: 'ok', cause: null });
  });

  test('turns what could not be measured into an unknown finding and still runs the rest', async () => {
    const events = await collect(
      diagnose(await openContext(), [
        causeOf(
          'cron',
          async () => {
            throw new ProbeError('sql', 'acme', 'You may not read ir_cron.');
          },
          async () => [finding({ check: 'cron.1', status: 'fail', summary: 'Switched off.', owner: 'odoo' })],
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
    const events = await collect(diagnose(await openContext(1), [causeOf('dns', () => new Promise(() => undefined))]));
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(verdictOf(events)).toMatchObject({
      verdict: { status: 'unknown', cause: null },
      reports: [{ status: 'unknown', findings: [{ summary: expect.stringContaining('not measured within 1 s') }] }],
    });
  });

  test('makes a shared measurement once, however many checks ask for it', async () => {
    const context = await openContext();
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
    const context = await openContext();
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
    await expect(collect(diagnose(await openContext(), [faulty]))).rejects.toThrow('a fault of ours');
  });
});
