import type { Remedy } from '../../../checks/cause.ts';
import type { CheckContext } from '../../../checks/context.ts';
import { measureMailServers } from '../../../checks/measure/measure-database.ts';
import { UserError } from '../../../domain/errors.ts';
import type { MailServer } from '../../../domain/odoo/mail-server.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { requireText } from '../../../remedies/outgoing-server/server-settings.ts';
import { planParameters } from '../../../remedies/plan-parameters.ts';
import { idOf } from '../../../remedies/subject-id.ts';

/** Mass mailings take a server that everybody may use. */
export const shareServer: Remedy = {
  id: 'sender.dedicated-server',
  title: 'Send mass mailings through a server that is nobody’s own',
  risk: 'careful',
  inputs: async (context) => {
    const choices = await readShared(context);
    const [first] = choices;
    return [
      {
        name: 'server',
        label: 'The server for mass mailings',
        kind: 'choice',
        choices,
        ...(first === undefined ? {} : { suggestion: first }),
      },
    ];
  },
  async plan(context, request) {
    const old = idOf(request.subject, 'server');
    const wanted = requireText(request, 'server', 'The server for mass mailings');
    if (!(await readShared(context)).includes(wanted)) {
      throw new UserError(`${wanted} is no mail server that everybody may use.`, 'Choose one of the suggestions.');
    }
    const { steps, evidence } = await planParameters(context, {
      'mass_mailing.mail_server_id': String(idOf(wanted, 'server')),
    });
    if (steps.length === 0) throw new UserError('It is set like this already.', 'Run the check again.');
    return composePlan(shareServer, request, {
      transactions: [steps],
      outside: [{ kind: 'signal-cache' }],
      warnings: [
        `New mailings take it. Mailings and mails that name server ${old} already keep it: choose the other one in the mailing (tab Settings), or cancel the mails and send the mailing again.`,
      ],
      affects: { count: 1, noun: 'system parameter' },
      evidence,
    });
  },
};

/** Active servers without an owner, as Odoo sorts them. */
const readShared = async (context: CheckContext): Promise<readonly string[]> =>
  listShared((await measureMailServers(context)).value);

export const listShared = (
  servers: readonly Pick<MailServer, 'id' | 'active' | 'owner' | 'sequence'>[],
): readonly string[] =>
  servers
    .filter(({ active, owner }) => active && (owner === null || owner === undefined))
    .toSorted((one, other) => (one.sequence ?? Infinity) - (other.sequence ?? Infinity) || one.id - other.id)
    .map(({ id }) => `server:${id}`);
