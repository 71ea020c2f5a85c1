import type { RemedyRequest } from '../../../checks/cause.ts';
import type { CheckContext } from '../../../checks/context.ts';
import type { DatabaseStep } from '../../../domain/change/plan.ts';
import type { RemedyInput } from '../../../domain/change/remedy.ts';
import { countOf } from '../../../domain/wording/count.ts';

/** Asked only where some would fail; nobody's mails are spent unasked. */
export const failingInputs = async (context: CheckContext): Promise<readonly RemedyInput[]> => {
  const toll = await context.foreseeWaking?.();
  if (toll === undefined) return [];
  return [
    {
      name: 'failing',
      label: `${countOf(toll.failing, 'waiting mail')} would fail: hold them until a try is worth it, or send them all the same`,
      kind: 'choice',
      choices: ['hold', 'send'],
      suggestion: 'hold',
    },
  ];
};

/** What becomes of waiting mails that would fail. */
export interface FailingMails {
  /** Kept out of the queue's next runs. */
  readonly held: number;
  /** To be committed before the queue may run. */
  readonly transactions: readonly (readonly DatabaseStep[])[];
  readonly warnings: readonly string[];
}

/** As a person chose. Changes nothing. */
export const planFailing = async (
  context: CheckContext,
  { values }: Pick<RemedyRequest, 'values'>,
): Promise<FailingMails> => {
  const toll = await context.foreseeWaking?.();
  if (toll === undefined) return { held: 0, transactions: [], warnings: [] };
  if (values.texts['failing'] === 'send') return { held: 0, transactions: [], warnings: [toll.alarm] };
  const { mails, transactions, warnings } = await toll.hold();
  return { held: mails, transactions, warnings: [toll.alarm, ...warnings] };
};
