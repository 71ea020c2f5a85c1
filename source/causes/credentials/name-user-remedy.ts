import type { Remedy } from '../../checks/cause.ts';
import { envelopeSenders } from '../../checks/measure/smtp-sessions.ts';
import { UserError } from '../../domain/errors.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { findRelay, requireOwnValues, requireText } from '../../remedies/outgoing-server/server-settings.ts';
import { planRow } from '../../remedies/row-change.ts';
import { isKnown, loginOfServer } from '../../services/smtp/server-login.ts';
import { tryAddresses } from '../sender/remedies/try-senders.ts';

/** The one field that an account connected by OAuth lacks. */
export const nameUserOfServer: Remedy = {
  id: 'credentials.user',
  title: 'Enter the user of the account',
  risk: 'safe',
  setsServer: true,
  inputs: async (context, subject) => {
    const { server } = await findRelay(context, subject);
    const filter = server?.fromFilter ?? '';
    return [
      {
        name: 'user',
        label: 'User (e-mail address)',
        kind: 'text',
        ...(filter.includes('@') ? { suggestion: filter } : {}),
      },
    ];
  },
  plan: async (context, request) => {
    const relay = await findRelay(context, request.subject);
    requireOwnValues(relay);
    const { server } = relay;
    if (server === null) throw new UserError('odoo.conf’s login is changed with the password (credentials.password).');
    const user = requireText(request, 'user', 'The user');
    const login = loginOfServer({ ...server, user }, context.now());
    const trial = isKnown(login)
      ? await tryAddresses(context, relay, login, envelopeSenders(relay))
      : { evidence: [], warnings: ['The login was not tried: there is no access token at hand that is still valid.'] };
    const { step, evidence } = await planRow(context, {
      table: 'ir_mail_server',
      id: server.id,
      after: { smtp_user: user },
    });
    return composePlan(
      nameUserOfServer,
      { subject: relay.subject },
      {
        transactions: [[step]],
        warnings: trial.warnings,
        affects: { count: 1, noun: 'mail server' },
        evidence: [...evidence, ...trial.evidence],
      },
    );
  },
};
