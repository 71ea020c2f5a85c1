import type { Check } from '../checks/cause.ts';
import type { CheckContext } from '../checks/context.ts';
import { withholdUnread } from '../checks/measure/configuration-age.ts';
import { NotPermittedError } from '../domain/database/not-permitted-error.ts';
import { ProbeError, UserError } from '../domain/errors.ts';
import { type CauseId, factsOf } from '../domain/finding/cause-id.ts';
import { type Finding, finding } from '../domain/finding/finding.ts';
import { raceSignal } from '../lib/race-signal.ts';

/**
 * One check's findings; what could not be measured, or not in time, becomes one `unknown` finding with the reason.
 * Rejects with the context's reason when the run was cancelled, and with our own faults.
 */
export const runCheck = async (
  cause: CauseId,
  check: Check,
  { context, deadline }: { readonly context: CheckContext; readonly deadline: AbortSignal },
): Promise<readonly Finding[]> => {
  const unknown = (summary: string, detail?: string): readonly Finding[] => [
    finding({
      check: check.id,
      status: 'unknown',
      summary,
      owner: factsOf(cause).owner,
      ...(detail === undefined ? {} : { detail }),
    }),
  ];
  const limit = Math.round(context.deadlineMs / 1_000);
  const late = `${check.title}: not measured within ${limit} s (--deadline).`;
  try {
    return await raceSignal(
      deadline,
      check.run(context).then((findings) => withholdUnread(context, findings)),
    );
  } catch (error) {
    if (deadline.aborted && !isCancelled(deadline)) return unknown(late);
    deadline.throwIfAborted();
    if (error instanceof NotPermittedError) return unknown(`${capitalise(error.message)}.`, rightsHint);
    if (error instanceof ProbeError || error instanceof UserError) return unknown(error.message);
    throw error;
  }
};

const capitalise = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const rightsHint =
  'Connect as the role that Odoo uses, which owns its tables, or let this role read the table (GRANT SELECT ON …).';

const isCancelled = ({ reason }: AbortSignal): boolean =>
  !(reason instanceof DOMException && reason.name === 'TimeoutError');
