import type { Remedy } from '../../../checks/cause.ts';
import { measureRoutingFacts } from '../../../checks/measure/routes.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { planConfiguration } from '../../../remedies/edit-configuration.ts';
import { addressInput, requireAddress } from './address-input.ts';
import { trySenders } from './try-senders.ts';

/** odoo.conf's last word on who mail comes from, where neither the author nor the database says it. */
export const emailFrom: Remedy = {
  id: 'sender.email-from',
  title: 'Set email_from in odoo.conf; it is tried before it is saved',
  risk: 'careful',
  inputs: async (context) => [addressInput('email_from', context.target.settings.smtpUser.value ?? null)],
  plan: async (context, request) => {
    const address = requireAddress(request, context.target.settings.smtpUser.value ?? null);
    const { step, restart } = await planConfiguration(context, 'email_from', address);
    const facts = await measureRoutingFacts(context);
    const configuration = { ...facts.configuration, emailFrom: address };
    const trial = await trySenders(context, { ...facts, configuration });
    return composePlan(emailFrom, request, {
      outside: [step],
      byHand: [restart],
      affects: { count: 1, noun: 'setting' },
      warnings: trial.warnings,
      evidence: trial.evidence,
    });
  },
};
