import type { Remedy } from '../../../checks/cause.ts';
import { envelopeSenders } from '../../../checks/measure/smtp-sessions.ts';
import { UserError } from '../../../domain/errors.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { findRelay, requireOwnValues } from '../../../remedies/outgoing-server/server-settings.ts';
import { planRow } from '../../../remedies/row-change.ts';
import { tryAddresses } from './try-senders.ts';

/** Another login, which may send as the addresses that Odoo uses. */
export const smtpUser: Remedy = {
  id: 'sender.smtp-user',
  title: 'Log in as a user who may send as these addresses; it is tried before it is saved',
  risk: 'careful',
  setsServer: true,
  inputs: async (context, subject) => {
    const [address] = envelopeSenders(await findRelay(context, subject));
    return [
      { name: 'user', label: 'User', kind: 'text', ...(address === undefined ? {} : { suggestion: address }) },
      { name: 'password', label: 'Password', kind: 'secret' },
    ];
  },
  plan: async (context, request) => {
    const relay = await findRelay(context, request.subject);
    const { server } = relay;
    requireOwnValues(relay);
    if (server === null) {
      throw new UserError('odoo.conf’s login is changed with the password (credentials.password).');
    }
    const user = request.values.texts['user']?.trim() ?? envelopeSenders(relay)[0] ?? '';
    const secret = request.values.secrets['password'];
    if (user === '') throw new UserError('The user is missing.', 'Say it with --set user=….');
    if (secret === undefined) throw new UserError('The password is missing: it is asked for where you type it.');
    const login = { kind: 'ready', credentials: { kind: 'password', user, secret } } as const;
    const trial = await tryAddresses(context, relay, login, envelopeSenders(relay));
    const { step, evidence } = await planRow(context, {
      table: 'ir_mail_server',
      id: server.id,
      after: { smtp_user: user, smtp_pass: secret },
    });
    return composePlan(
      smtpUser,
      { subject: relay.subject },
      {
        transactions: [[step]],
        affects: { count: 1, noun: 'mail server' },
        warnings: trial.warnings,
        evidence: [...evidence, ...trial.evidence],
      },
    );
  },
};
