import type { Remedy } from '../../../checks/cause.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { planRow } from '../../../remedies/row-change.ts';
import { oneServer, requireOriginal, requireServer } from './require-original.ts';

/** A row that somebody archived is used again. */
export const unarchive: Remedy = {
  id: 'no-server.unarchive',
  title: 'Use the archived server again',
  risk: 'careful',
  inputs: async () => [],
  async plan(context, request) {
    await requireOriginal(context);
    const { id, name, host } = await requireServer(context, request.subject);
    const { step, evidence } = await planRow(context, { table: 'ir_mail_server', id, after: { active: 'true' } });
    return composePlan(unarchive, request, {
      transactions: [[step]],
      warnings: [`Odoo sends through "${name}" (${host ?? 'no host'}) again, with the login that is stored in it.`],
      affects: oneServer,
      evidence,
    });
  },
};
