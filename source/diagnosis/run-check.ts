import type { Check } from '../checks/cause.ts';
import type { CheckContext } from '../checks/context.ts';
import { withholdUnread } from '../checks/measure/configuration-age.ts';
import { NotPermittedError } from '../domain/database/not-permitted-error.ts';
import { readingRightsHint } from '../domain/database/reading-rights.ts';
import { ProbeError, UserError } from '../domain/errors.ts';
import { type CheckFinding, type Finding, finding, stampFinding } from '../domain/finding/finding.ts';
import type { Owner } from '../domain/finding/owner.ts';
import { raceSignal } from '../lib/race-signal.ts';

/** A check, whatever it may touch of the world. */
interface RunnableCheck<Context> extends Pick<Check, 'id' | 'title' | 'owner'> {
  run(context: Context): Promise<readonly CheckFinding<string>[]>;
}

/**
 * One check's findings; what could not be measured, or not in time, becomes one `unknown` finding with the reason, about
 * which `asked` is asked.
 * Rejects with the context's reason when the run was cancelled, and with our own faults.
 */
export const runCheck = async <Context extends CheckContext>(
  asked: Owner,
  check: RunnableCheck<Context>,
  { context, deadline }: { readonly context: Context; readonly deadline: AbortSignal },
): Promise<readonly Finding[]> => {
  try {
    return await raceSignal(
      deadline,
      check.run(context).then((said) =>
        withholdUnread(
          context,
          said.map((each) => stampFinding(check, each)),
        ),
      ),
    );
  } catch (error) {
    // A run that was cancelled ends with its own reason, whatever the check made of it.
    if (isCalledOff(deadline)) throw deadline.reason;
    const why = deadline.aborted ? tellLateness(check, context) : explain(error);
    if (why === null) throw error;
    return [stampFinding({ id: check.id, owner: asked }, finding({ status: 'unknown', ...why }))];
  }
};

type Unmeasured = Pick<Finding, 'summary' | 'detail'>;

const tellLateness = ({ title }: Pick<Check, 'title'>, { deadlineMs }: CheckContext): Unmeasured => ({
  summary: `${title}: not measured within ${Math.round(deadlineMs / 1_000)} s (--deadline).`,
});

/** Why something could not be measured; null for a fault of our own. */
const explain = (error: unknown): Unmeasured | null => {
  if (error instanceof NotPermittedError)
    return { summary: `${capitalise(error.message)}.`, detail: readingRightsHint };
  return error instanceof ProbeError || error instanceof UserError ? { summary: error.message } : null;
};

const capitalise = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Whether somebody ended the run, and not its time. */
export const isCalledOff = ({ aborted, reason }: AbortSignal): boolean =>
  aborted && !(reason instanceof DOMException && reason.name === 'TimeoutError');
