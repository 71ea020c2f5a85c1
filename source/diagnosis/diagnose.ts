import type { Cause } from '../checks/cause.ts';
import type { CheckContext } from '../checks/context.ts';
import type { RetryForecast } from '../domain/change/retry-forecast.ts';
import { findChangeObstacle } from '../domain/database/write-obstacle.ts';
import { ProbeError, UserError } from '../domain/errors.ts';
import { factsOf } from '../domain/finding/cause-id.ts';
import type { CauseReport } from '../domain/finding/verdict.ts';
import { raceSignal } from '../lib/race-signal.ts';
import type { QueueStanding } from '../queue/queue-report.ts';
import { summarizeCause } from './cause-report.ts';
import type { DiagnosisEvent } from './diagnosis-events.ts';
import { createEventQueue } from './event-queue.ts';
import { concludeVerdict } from './judge-verdict.ts';
import { isCalledOff, runCheck } from './run-check.ts';

/** What is left of the deadline to say the verdict after the last measurement was cut off, ms. */
const marginMs = 250;

/** How long may be measured within a deadline, ms: at least a moment. */
export const timeToMeasure = (deadlineMs: number): number => Math.max(1, deadlineMs - marginMs);

/** What a retry of the failed mails would do; undefined where nobody can tell. */
export type ForeseeRetry = (
  queue: QueueStanding,
  options: { readonly signal: AbortSignal },
) => Promise<RetryForecast | undefined>;

/**
 * Runs the causes, all at once, each of its checks too, and ends with the verdict. Never takes longer than the context's
 * deadline: what is not known by then is unknown. Stopping the iteration cancels what still runs.
 * Rejects with the reason of the context's signal when that aborts, and with our own faults.
 */
export async function* diagnose(
  context: CheckContext,
  causes: readonly Cause[],
  foresee?: ForeseeRetry,
): AsyncGenerator<DiagnosisEvent, undefined> {
  const stopped = new AbortController();
  const deadline = AbortSignal.any([
    context.signal,
    stopped.signal,
    AbortSignal.timeout(timeToMeasure(context.deadlineMs)),
  ]);
  const events = createEventQueue<DiagnosisEvent>();
  const run = { context: { ...context, signal: deadline }, deadline };
  let isWhole = false;
  const work = Promise.all([
    foreseeInTime(run, foresee),
    Promise.all(causes.map((cause) => runCause(cause, run, events.push))),
  ])
    .then(async ([forecast, reports]) => {
      const queue = await readQueue(run);
      const refusesChanges = findChangeObstacle(context.odoo) !== null;
      isWhole = true;
      events.push({
        kind: 'verdict',
        verdict: concludeVerdict(reports, queue?.counts, {
          failures: queue?.failures ?? [],
          forecast,
          flags: context.target.flags,
          refusesChanges,
        }),
        reports,
        queue,
        forecast,
        refusesChanges,
      });
      events.end();
    })
    .catch((error: unknown) => events.end(error));
  try {
    yield* events;
  } finally {
    // A reading may be shared with what is examined beside the diagnosis: where nothing is left to stop, nothing is stopped.
    if (!isWhole) stopped.abort(new Error('the diagnosis was stopped'));
    await work;
  }
}

interface Run {
  readonly context: CheckContext;
  readonly deadline: AbortSignal;
}

const runCause = async (cause: Cause, run: Run, tell: (event: DiagnosisEvent) => void): Promise<CauseReport> => {
  const started = performance.now();
  const findings = await Promise.all(
    cause.checks.map(async (check) => {
      tell({ kind: 'check-started', cause: cause.id, check: check.id });
      const found = await runCheck(factsOf(cause.id).owner, check, run);
      for (const finding of found) tell({ kind: 'finding', cause: cause.id, finding });
      return found;
    }),
  );
  const report = summarizeCause(cause, findings.flat(), Math.round(performance.now() - started));
  tell({ kind: 'cause-finished', report });
  return report;
};

const foreseeInTime = async (run: Run, foresee: ForeseeRetry | undefined): Promise<RetryForecast | undefined> => {
  if (foresee === undefined) return undefined;
  const { deadline } = run;
  try {
    const queue = await readQueue(run);
    return queue === undefined ? undefined : await raceSignal(deadline, foresee(queue, { signal: deadline }));
  } catch (error) {
    if (isCalledOff(deadline)) throw deadline.reason;
    if (error instanceof ProbeError || error instanceof UserError || deadline.aborted) return undefined;
    throw error;
  }
};

/** The ranking needs the queue's size; where it cannot be counted the causes still stand in their order. */
const readQueue = async ({ context, deadline }: Run): Promise<QueueStanding | undefined> => {
  try {
    return await raceSignal(deadline, context.readQueue());
  } catch (error) {
    if (error instanceof ProbeError || deadline.aborted) return undefined;
    throw error;
  }
};
