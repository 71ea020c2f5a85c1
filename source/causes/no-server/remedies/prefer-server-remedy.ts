import type { Remedy } from '../../../checks/cause.ts';
import { measureMailServers } from '../../../checks/measure/measure-database.ts';
import { UserError } from '../../../domain/errors.ts';
import type { MailServer } from '../../../domain/odoo/mail-server.ts';
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
    const first = chooseSequence(server, servers);
    if (first === undefined) throw new UserError(`The server "${server.name}" has no other before it.`);
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

type Sequenced = Pick<MailServer, 'id' | 'active' | 'sequence'>;

/**
 * A sequence that goes before all others; undefined where there is no other before it. PostgreSQL sorts rows without a
 * sequence last: any number goes before them.
 */
export const chooseSequence = (server: Sequenced, servers: readonly Sequenced[]): number | undefined => {
  const others = servers.filter(({ id, active }) => active && id !== server.id);
  if (others.length === 0) return undefined;
  const least = Math.min(...others.map(({ sequence }) => sequence ?? Number.POSITIVE_INFINITY));
  if (Number.isFinite(least)) return Math.min(least - 1, server.sequence ?? least - 1);
  return server.sequence === null ? usualSequence : undefined;
};
