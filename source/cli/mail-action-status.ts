import type { ApplyResult } from '../changes/result.ts';
import type { DirectRetry } from '../changes/retry/direct/retry-directly.ts';
import type { Outcomes } from '../changes/retry/follow-outcomes.ts';
import { type ExitStatus, exitStatus } from '../domain/exit-status.ts';
import { statusOfNotDone } from './change-status.ts';

interface CarriedOut {
  /** How many mails it was asked for. */
  readonly asked: number;
  /** Nobody is there to send what is in the queue now. */
  readonly isAsleep: boolean;
  /** Undefined: there was nothing to do. */
  readonly result:
    | Pick<Extract<ApplyResult, { kind: 'applied' | 'in-part' }>, 'kind'>
    | Extract<ApplyResult, { kind: 'not-done' }>
    | undefined;
  readonly sending: Pick<NonNullable<DirectRetry['sending']>, 'outcomes' | 'end'> | undefined;
  readonly outcomes: Outcomes | undefined;
}

/** What a script is told of an action that was to be carried out: 0 only where nothing is left to be done or looked at. */
export const statusOfMailAction = ({ asked, isAsleep, result, sending, outcomes }: CarriedOut): ExitStatus => {
  if (result === undefined) return asked === 0 ? exitStatus.ok : exitStatus.critical;
  if (result.kind === 'not-done') return statusOfNotDone(result);
  if (sending !== undefined && hasFailed(sending)) return exitStatus.critical;
  const isCut = sending !== undefined && sending.end.kind !== 'all-tried';
  const isUncured =
    isAsleep ||
    isCut ||
    (outcomes !== undefined && outcomes.failed.length + outcomes.gone.length + outcomes.waiting.length > 0);
  return result.kind === 'in-part' || isUncured ? exitStatus.warning : exitStatus.ok;
};

/** Not one mail left, and Odoo, or the mail that went first, said why. */
const hasFailed = ({ outcomes, end }: NonNullable<CarriedOut['sending']>): boolean =>
  (end.kind === 'refused' || end.kind === 'canary-failed') && outcomes.sent.length === 0;
