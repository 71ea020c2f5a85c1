import type { Remedy } from '../../../checks/cause.ts';
import { measureRoutingFacts } from '../../../checks/measure/routes.ts';
import { UserError } from '../../../domain/errors.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { findRelay } from '../../../remedies/outgoing-server/server-settings.ts';
import { readRowChange } from '../../../remedies/row-change.ts';
import { addressInput, requireAddress } from './address-input.ts';
import { planDefaultFrom } from './plan-own-address.ts';
import { trySenders } from './try-senders.ts';

/** Everything through one server leaves as one address: its from_filter and the default From say so together. 15+. */
export const fromFilter: Remedy = {
  id: 'sender.from-filter',
  title: 'Send everything through this server as one address; it is tried before it is saved',
  risk: 'careful',
  inputs: async (context, subject) => [
    addressInput('Address that the server sends as', (await findRelay(context, subject)).user),
  ],
  plan: async (context, request) => {
    const relay = await findRelay(context, request.subject);
    const { server } = relay;
    if (server === null) {
      throw new UserError(
        'odoo.conf’s server has no row to filter by.',
        'Set the default From instead (sender.default-from).',
      );
    }
    const before = await measureRoutingFacts(context);
    if (!traitsOf(before.series).fromFilter)
      throw new UserError(`Odoo ${before.series} knows no from_filter.`, 'Use sender.bounce-address.');
    const address = requireAddress(request, relay.user);
    const row = await readRowChange(context, {
      table: 'ir_mail_server',
      id: server.id,
      after: { from_filter: address },
    });
    const change = await planDefaultFrom(context, before, address);
    const steps = [
      ...(row === undefined ? [] : [{ kind: 'update-rows', table: 'ir_mail_server', rows: [row.change] } as const]),
      ...change.steps,
    ];
    if (steps.length === 0) throw new UserError('There is nothing to change: it is like that already.');
    const servers = before.servers.map((one) => (one.id === server.id ? { ...one, fromFilter: address } : one));
    const trial = await trySenders(context, { ...change.facts, servers });
    return composePlan(
      fromFilter,
      { subject: relay.subject },
      {
        transactions: [steps],
        outside: change.isCached ? [{ kind: 'signal-cache' }] : [],
        affects: { count: steps.length, noun: 'setting' },
        warnings: [
          `Recipients see ${address} with the author's name; answers still go to the address in Reply-To.`,
          ...trial.warnings,
        ],
        evidence: [...(row?.evidence ?? []), ...change.evidence, ...trial.evidence],
      },
    );
  },
};
