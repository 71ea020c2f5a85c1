import { describe, expect, test } from 'vitest';
import { leavingAtOnce } from '../../../source/changes/retry/leaves-later.ts';
import type { PlanParts } from '../../../source/changes/retry/plan-parts.ts';
import type { RetryPreview } from '../../../source/changes/retry/retry-preview.ts';
import { writePlan } from '../../../source/changes/retry/write-plan.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { buildFacts } from '../../domain/routing/build-facts.ts';
import { candidate } from './candidate.ts';

const now = new Date('2026-11-28T12:00:00Z');
const at = (clock: string): Date => new Date(`2026-11-28T${clock}:00Z`);
const woken = (others: number | null) => ({ kind: 'woken', cronId: 3, others, failing: [] }) as const;

type Given = Partial<Omit<PlanParts, 'facts'>> & {
  readonly series?: OdooSeries;
  readonly batchSize?: string;
  readonly slots?: RetryPreview['slots'];
};

const write = ({ series = 18, batchSize, slots, ...given }: Given) => {
  const mails = given.mails ?? [candidate({ id: 1 }), candidate({ id: 2 })];
  const parameters = batchSize === undefined ? {} : { 'mail.mail.queue.batch.size': batchSize };
  const preview: Omit<RetryPreview, 'plan'> = {
    asked: mails.length,
    ids: mails.map(({ id }) => id),
    setAside: [],
    maybeDelivered: 0,
    servedRecipients: 0,
    handshakes: [],
    waking: { kind: 'woken', others: 0, failing: [] },
    alarm: null,
    objection: null,
    held: [],
    slots: slots ?? [{ at: null, mails: mails.length }],
  };
  return writePlan(preview, {
    mails,
    facts: { ...buildFacts(series), parameters },
    waking: woken(0),
    held: [],
    way: undefined,
    pace: undefined,
    evidence: [],
    now,
    ...given,
  });
};

/** When Odoo's queue is called again, by the clock. */
const calls = (given: Given): readonly string[] =>
  write(given)
    .transactions.flat()
    .flatMap((step) => (step.kind === 'insert-row' ? [String(step.values['call_at']).slice(11, 16)] : []));

describe('the queue of Odoo', () => {
  test.each<[situation: string, given: Given, wakes: boolean]>([
    ['is woken', {}, true],
    ['is not where Odoo is told to send', { way: 'over RPC' }, false],
    ['is not where nobody would run it', { waking: { kind: 'asleep', why: 'It is off' } }, false],
  ])('%s at once', (_, given, wakes) => {
    expect(write(given).outside).toEqual(wakes ? [{ kind: 'wake-queue' }] : []);
  });

  const paced: Given = {
    pace: { mails: 1, per: 'hour' },
    slots: [
      { at: null, mails: 1 },
      { at: at('13:00'), mails: 1 },
    ],
  };
  const mails = Array.from({ length: 5 }, (_, id) => candidate({ id }));
  const held = [{ server: 'Gmail', mails: 4, until: at('18:00'), rows: [] }];
  const asleep = (callFor?: number) =>
    ({ kind: 'asleep', why: 'No worker runs', ...(callFor === undefined ? {} : { callFor }) }) as const;

  test.each<[situation: string, given: Given, clocks: readonly string[]]>([
    ['not where all leave at once', {}, []],
    ['for later batches', paced, ['13:00']],
    ['not in 14, which knows no calls', { ...paced, series: 14 }, []],
    ['when those that are held may leave', { held }, ['18:00']],
    ['now, for whoever runs it one day', { waking: asleep(3) }, ['12:00']],
    ['now and for later batches', { ...paced, waking: asleep(3) }, ['12:00', '13:00']],
    ['not where a call would not be followed', { waking: asleep() }, []],
    ['not where Odoo is told to send, and nobody runs it', { waking: asleep(3), way: 'over RPC' }, []],
    [
      'for each batch beyond the first, where a run ends after one',
      { series: 19, mails, batchSize: '2' },
      ['12:02', '12:04'],
    ],
    ['for none where the batch holds them', { series: 19, mails, batchSize: '5' }, []],
    ['with those that wait already', { series: 19, mails, batchSize: '5', waking: woken(1) }, ['12:02']],
    ['without those that are held', { series: 19, mails, batchSize: '5', waking: woken(4), held }, ['18:00']],
    ['without more than wait', { series: 19, mails, batchSize: '5', waking: woken(1), held }, ['18:00']],
    ['by the usual batch, where that says nothing', { series: 19, mails, batchSize: 'x' }, []],
    ['for none that Odoo is told to send', { series: 19, mails, batchSize: '2', way: 'over RPC' }, []],
    ['for those of the first step alone', { ...paced, series: 19, batchSize: '1' }, ['13:00']],
  ])('is called again %s', (_, given, clocks) => {
    expect(calls(given)).toEqual(clocks);
  });
});

test('mails that get a date do not leave at once', () => {
  const slots = [
    { at: null, mails: 1 },
    { at: at('13:00'), mails: 1 },
  ];
  expect(leavingAtOnce(write({ pace: { mails: 1, per: 'hour' }, slots }), [1, 2])).toEqual([1]);
  expect(leavingAtOnce(write({}), [1, 2])).toEqual([1, 2]);
});

test('what is planned says how many mails, and that none can be called back', () => {
  expect(write({})).toMatchObject({
    title: 'Send 2 failed mails again',
    locksQueue: true,
    affects: { count: 2, noun: 'mails' },
    irreversible: ['A mail that has left cannot be called back.'],
  });
});
