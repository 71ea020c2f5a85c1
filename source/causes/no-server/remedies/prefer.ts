import { UserError } from '../../../domain/errors.ts';
import type { Remedy } from '../../cause.ts';
import { readMailServers } from '../../measure/database.ts';
import { composePlan } from '../../plans/compose-plan.ts';
import { planRow } from '../../plans/row-change.ts';
import { oneServer, requireOriginal, requireServer } from './require-original.ts';

/** The lowest sequence is tried first, among servers whose from_filter fits equally well. */
export const prefer: Remedy = {
  id: 'no-server.priority',
  title: 'Let Odoo choose this server first',
  risk: 'careful',
  inputs: async () => [],
  async plan(context, request) {
    await requireOriginal(context);
    const server = await requireServer(context, request.subject);
    if (!server.active) {
      throw new UserError(`The server "${server.name}" is archived.`, 'Apply no-server.unarchive first.');
    }
    const { value: servers } = await readMailServers(context);
    const others = servers.filter(({ id, active }) => active && id !== server.id);
    const least = Math.min(...others.map(({ sequence }) => sequence ?? Number.POSITIVE_INFINITY));
    if (!Number.isFinite(least)) throw new UserError(`The server "${server.name}" has no other before it.`);
    const { step, evidence } = await planRow(context, {
      table: 'ir_mail_server',
      id: server.id,
      after: { sequence: String(Math.min(least - 1, server.sequence ?? least - 1)) },
    });
    return composePlan(prefer, request, {
      transactions: [[step]],
      warnings: ['A from_filter that names the sender still goes before the sequence.'],
      affects: oneServer,
      evidence,
    });
  },
};
