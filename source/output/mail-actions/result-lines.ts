import type { ApplyResult } from '../../changes/result.ts';
import type { DirectRetry } from '../../changes/retry/direct/retry-directly.ts';
import { tellApply } from '../tell/tell-change.ts';
import { tellSending } from '../tell/tell-sending.ts';
import { toldText, undoWith } from '../tell/told-text.ts';

interface LineOptions {
  readonly ascii: boolean;
  /** With which a printed command points at the same target. */
  readonly flags: readonly string[];
}

/** What was done, and how the mails were sent where Odoo was told to. */
export const resultLines = (
  result: ApplyResult,
  sending: DirectRetry['sending'],
  { ascii, flags }: LineOptions,
): readonly string[] => {
  const lines = toldText(tellApply(result), ascii);
  if (result.kind === 'not-done') return lines;
  const isBack = sending?.rest.kind === 'put-back' || !result.entry.canBeTakenBack;
  return [
    ...lines,
    ...(sending === undefined ? [] : tellSending(sending).map((words) => `    ${words}`)),
    ...(isBack ? [] : [undoWith(result.entry.id, flags)]),
  ];
};
