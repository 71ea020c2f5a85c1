import { judgePrecaution } from '../domain/finding/precaution-id.ts';
import type { PrecautionReport } from '../domain/finding/precaution-report.ts';
import type { Precaution, PreventionContext } from '../prevention/precaution.ts';
import { createEventQueue } from './event-queue.ts';
import { runCheck } from './run-check.ts';

/** What is left of the deadline to tell what was found after the last measurement was cut off, ms. */
const marginMs = 250;

/**
 * Examines the precautions, all at once, and tells of each as soon as it is known, in any order. Never takes longer than the
 * context's deadline: what is not known by then is unknown. Stopping the iteration cancels what still runs. Rejects with the
 * reason of the context's signal when that aborts, and with our own faults.
 */
export async function* examinePrecautions(
  context: PreventionContext,
  precautions: readonly Precaution[],
): AsyncGenerator<PrecautionReport, undefined> {
  const stopped = new AbortController();
  const deadline = AbortSignal.any([
    context.signal,
    stopped.signal,
    AbortSignal.timeout(Math.max(1, context.deadlineMs - marginMs)),
  ]);
  const run = { context: { ...context, signal: deadline }, deadline };
  const events = createEventQueue<PrecautionReport>();
  let isWhole = false;
  const work = Promise.all(precautions.map(async (each) => events.push(await examine(each, run)))).then(
    () => {
      isWhole = true;
      events.end();
    },
    (error: unknown) => events.end(error),
  );
  try {
    yield* events;
  } finally {
    // A diagnosis beside them may share their readings: where nothing is left to stop, nothing is stopped.
    if (!isWhole) stopped.abort(new Error('the precautions are examined no more'));
    await work;
  }
}

const examine = async (
  { id, title, question, checks, mails }: Precaution,
  run: { readonly context: PreventionContext; readonly deadline: AbortSignal },
): Promise<PrecautionReport> => {
  const started = performance.now();
  const findings = (await Promise.all(checks.map((check) => runCheck('host', check, run)))).flat();
  return {
    id,
    title,
    question,
    status: judgePrecaution(findings.map(({ status }) => status)),
    findings,
    ...(mails === undefined ? {} : { mails }),
    durationMs: Math.round(performance.now() - started),
  };
};
