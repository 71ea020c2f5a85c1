import type { CheckContext } from '../../checks/context.ts';
import { measureParameters } from '../../checks/measure/measure-database.ts';
import type { DatabaseStep, Plan } from '../../domain/change/plan.ts';
import { UserError } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { planParameters } from '../../remedies/plan-parameters.ts';

/** What happens in the database so that answers have somewhere to go. */
export interface CatchallChange {
  readonly steps: readonly DatabaseStep[];
  readonly affects: Plan['affects'];
  readonly warnings: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** The aliases that Odoo itself starts with (mail/data, `icp_mail_catchall_alias`, `icp_mail_bounce_alias`). */
const seeded = { 'mail.catchall.alias': 'catchall', 'mail.bounce.alias': 'bounce' } as const;

/** The parameters of 14 to 16; an alias that somebody emptied gets Odoo's own value back. */
export const planCatchallParameters = async (context: CheckContext, domain: string): Promise<CatchallChange> => {
  const { value: parameters } = await measureParameters(context);
  const isEmpty = (key: keyof typeof seeded): boolean => (parameters[key] ?? '') === '';
  const { steps, evidence } = await planParameters(context, {
    'mail.catchall.domain': domain,
    ...(isEmpty('mail.catchall.alias') ? { 'mail.catchall.alias': seeded['mail.catchall.alias'] } : {}),
    ...(isEmpty('mail.bounce.alias') ? { 'mail.bounce.alias': seeded['mail.bounce.alias'] } : {}),
  });
  if (steps.length === 0) throw new UserError(`Answers go to ${domain} already.`, 'Run the check again.');
  return { steps, evidence, warnings: [], affects: { count: steps.length, noun: 'system parameter' } };
};
