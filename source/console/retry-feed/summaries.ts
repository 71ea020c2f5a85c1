import type { ApplyResult } from '../../changes/result.ts';
import type { Outcomes } from '../../changes/retry/follow-outcomes.ts';
import { tellApply, tellLeft } from '../../output/tell/tell-change.ts';
import { tellOutcomes } from '../../output/tell/tell-outcomes.ts';
import { type Told, toldLines } from '../../output/tell/told.ts';
import { namedKeys } from '../../ui/keys/named-keys.ts';

type Applied = Exclude<ApplyResult, { kind: 'not-done' }>;

/** A change of tables alone; `sentence` counts its mails. */
export const summariseApplied = (result: Applied, sentence: string): Told => {
  const told = tellApply(result);
  return {
    ...told,
    sentence,
    details: [...told.details, ...toldLines('skipped', [`${namedKeys.undo} takes it back.`])],
  };
};

/** How mails were sent; `later`: so many leave some other time. */
export const summariseSending = (result: Applied | undefined, outcomes: Outcomes, later: number): Told => {
  const told = tellOutcomes(outcomes, { later });
  const goesOn =
    result === undefined
      ? 'Odoo goes on by itself.'
      : `Odoo goes on by itself; ${namedKeys.undo} takes back what has not left.`;
  return {
    ...told,
    details: [
      ...told.details,
      ...(result === undefined ? [] : tellLeft(result)),
      ...toldLines('skipped', outcomes.waiting.length + later > 0 ? [goesOn] : []),
    ],
  };
};
