import { describe, expect, test } from 'vitest';
import type { DiagnosisEvent } from '../../../../source/diagnosis/diagnosis-events.ts';
import type { CauseId } from '../../../../source/domain/finding/cause-id.ts';
import type { Finding } from '../../../../source/domain/finding/finding.ts';
import type { CauseReport } from '../../../../source/domain/finding/verdict.ts';
import {
  nextInTheWay,
  nextUnsolved,
  type WizardAction,
  wizardReducer,
} from '../../../../source/ui/screens/wizard/reducer.ts';
import { createWizardState, type WizardState } from '../../../../source/ui/screens/wizard/state.ts';
import { found as stamped } from '../../../support/found.ts';

const at = new Date('2026-11-24T12:04:00Z');
const titles = (['cron', 'credentials', 'dns', 'recipients'] as const).map((id) => ({
  id,
  title: id,
  question: `${id}?`,
}));

const found = (id: CauseId, status: Finding['status'], explains = 0): Finding =>
  stamped({ check: `${id}.check`, status, summary: `${id} is ${status}`, owner: 'odoo', explains });

const reportOf = (id: CauseId, findings: readonly Finding[]): CauseReport => ({
  id,
  title: id,
  question: '',
  status: findings[0]?.status ?? 'skipped',
  findings,
  ...(findings[0] === undefined ? {} : { speaker: findings[0] }),
  explains: findings[0]?.explains ?? 0,
  durationMs: 5,
});

const finished = (id: CauseId, status: Finding['status'], explains = 0): WizardAction => ({
  kind: 'diagnosis',
  at,
  event: { kind: 'cause-finished', report: reportOf(id, [found(id, status, explains)]) },
});

const ended: WizardAction = {
  kind: 'diagnosis',
  at,
  event: {
    kind: 'verdict',
    // The wizard concludes over all steps itself: a run may have measured only one.
    verdict: { status: 'ok', cause: null, summary: '', nextAction: null, nextSteps: [], ranking: [] },
    reports: [],
    queue: undefined,
    forecast: undefined,
    refusesChanges: false,
  } satisfies DiagnosisEvent,
};

const began: WizardAction = { kind: 'run-began', causes: titles.map(({ id }) => id), at };

const play = (actions: readonly WizardAction[], from: WizardState = createWizardState(titles)): WizardState =>
  actions.reduce(wizardReducer, from);

const monday = [
  began,
  { kind: 'symptom-chosen', symptom: undefined },
  finished('cron', 'fail', 1_204),
  finished('credentials', 'fail', 298),
  finished('dns', 'warn'),
  finished('recipients', 'ok'),
  ended,
  { kind: 'run-ended' },
] satisfies readonly WizardAction[];

test('the likeliest cause is first and chosen once the verdict is known', () => {
  const state = play(monday);
  expect(state.order).toEqual(['cron', 'credentials', 'dns', 'recipients']);
  expect(state.selected).toBe('cron');
  expect(state.conclusion?.verdict.summary).toBe('cron is fail');
});

test('a step that a person chose is not taken away by the ranking', () => {
  const state = play([...monday.slice(0, 2), { kind: 'step-chosen', step: 'recipients' }, ...monday.slice(2)]);
  expect(state.selected).toBe('recipients');
});

test('the answer to the opening question orders the steps before anything is measured', () => {
  const state = play([
    { kind: 'opening-moved', step: 'last' },
    { kind: 'symptom-chosen', symptom: 'bounces' },
  ]);
  expect(state.opening).toBeUndefined();
  expect(state.order[0]).toBe('dns');
});

test('measuring one step again renews the verdict over all of them', () => {
  const again = [{ kind: 'run-began', causes: ['cron'], at }, finished('cron', 'ok'), ended] satisfies WizardAction[];
  const state = play([...monday, ...again]);
  expect(state.conclusion?.verdict.cause).toBe('credentials');
  expect(state.order[0]).toBe('credentials');
});

test('the old findings stand until the new ones are complete', () => {
  const state = play([
    ...monday,
    { kind: 'run-began', causes: ['cron'], at },
    { kind: 'diagnosis', at, event: { kind: 'finding', cause: 'cron', finding: found('cron', 'ok') } },
  ]);
  expect(state.steps[0]).toMatchObject({ isRunning: true, findings: [{ status: 'fail' }] });
});

test('stopping keeps what was measured and says that it was stopped', () => {
  const state = play([...monday.slice(0, 3), { kind: 'run-ended', problem: 'stopped' }]);
  expect(state.run).toBeUndefined();
  expect(state.problem).toBe('stopped');
  expect(state.steps.map(({ report }) => report?.status)).toEqual(['fail', undefined, undefined, undefined]);
});

test('what a stopped run left half measured is not told twice', () => {
  const half: WizardAction = {
    kind: 'diagnosis',
    at,
    event: { kind: 'finding', cause: 'cron', finding: found('cron', 'ok') },
  };
  const state = play([began, half, { kind: 'run-ended', problem: 'stopped' }, began, half]);
  expect(state.steps[0]?.findings).toHaveLength(1);
});

describe('the way through the steps', () => {
  test('n goes from one that has something wrong to the next, to the outlook, and around', () => {
    const way: string[] = [];
    let state = play(monday);
    for (let presses = 0; presses < 4; presses += 1) {
      state = play([{ kind: 'step-chosen', step: nextUnsolved(state) }], state);
      way.push(state.selected);
    }
    expect(way).toEqual(['credentials', 'dns', 'outlook', 'cron']);
  });

  test('after a cure it goes to what still keeps mails, and to the outlook when nothing does', () => {
    const state = play([...monday, finished('cron', 'ok')]);
    expect(nextInTheWay(state)).toBe('credentials');
    expect(nextInTheWay(play([finished('credentials', 'warn', 298)], state))).toBe('outlook');
  });
});

test('in the step j passes nothing unseen: a long text scrolls before the cursor goes on', () => {
  const detail = Array.from({ length: 40 }, (_, index) => `word${index}`).join('\n');
  const long = reportOf('cron', [
    { ...found('cron', 'fail'), detail },
    { ...found('cron', 'ok'), check: 'cron.other' },
  ]);
  const start = play([
    began,
    { kind: 'diagnosis', at, event: { kind: 'cause-finished', report: long } },
    { kind: 'run-ended' },
    { kind: 'step-chosen', step: 'cron', pane: 'step' },
    { kind: 'resized', columns: 80, rows: 15 },
  ]);
  expect(start.cursor).toBe('finding:cron.check:');
  let state = start;
  let presses = 0;
  while (state.cursor === start.cursor && presses < 100) {
    const { first } = state;
    state = play([{ kind: 'moved', step: 1 }], state);
    expect(state.first - first).toBeLessThanOrEqual(1);
    presses += 1;
  }
  expect(state.cursor).toBe('finding:cron.other:');
  expect(presses).toBeGreaterThan(20);
});
