import type { Remedy } from '../../../checks/cause.ts';
import { measureMailServers } from '../../../checks/measure/measure-database.ts';
import { UserError } from '../../../domain/errors.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { planRow } from '../../../remedies/row-change.ts';
import { oneServer, requireOriginal, requireServer } from './require-original.ts';

/** What Odoo gives a new server (ir_mail_server.sequence, odoo/addons/base/models/ir_mail_server.py). */
const usualSequence = 10;

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
    const { value: servers } = await measureMailServers(context);
    const others = servers.filter(({ id, active }) => active && id !== server.id);
    const { sequence } = server;
    const least = Math.min(...others.map((other) => other.sequence ?? Number.POSITIVE_INFINITY));
    const isFirst = others.length === 0 || (sequence !== null && !Number.isFinite(least));
    if (isFirst) throw new UserError(`The server "${server.name}" has no other before it.`);
    // PostgreSQL sorts rows without a sequence last: any number goes before them.
    const first = Number.isFinite(least) ? Math.min(least - 1, sequence ?? least - 1) : usualSequence;
    const { step, evidence } = await planRow(context, {
      table: 'ir_mail_server',
      id: server.id,
      after: { sequence: String(first) },
    });
    return composePlan(prefer, request, {
      transactions: [[step]],
      warnings: ['A from_filter that names the sender still goes before the sequence.'],
      affects: oneServer,
      evidence,
    });
  },
};
