import type { ApplyResult } from '../../changes/result.ts';
import type { Outcomes } from '../../changes/retry/follow-outcomes.ts';
import { countOf } from '../../domain/wording/count.ts';
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
    details: [...told.details, ...toldLines('skipped', result.entry.canBeTakenBack ? [takesBack] : [])],
  };
};

const takesBack = `${namedKeys.undo} takes it back.`;

/** What was changed beside them stands, but none of the mails that were chosen is as it was. */
export const summariseNone = (result: Applied, chosen: number): Told => ({
  ...summariseApplied(
    result,
    `None of the ${countOf(chosen, 'mail')} went back into the queue: all of them changed meanwhile.`,
  ),
  status: 'warn',
});

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
