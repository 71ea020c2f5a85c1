import type { CheckContext } from '../../../checks/context.ts';
import { isCopy } from '../../../checks/measure/copy.ts';
import { measureMailServers } from '../../../checks/measure/measure-database.ts';
import { UserError } from '../../../domain/errors.ts';
import type { MailServer } from '../../../domain/odoo/mail-server.ts';
import { idOf } from '../../../remedies/subject-id.ts';
import { findColumn } from '../../../services/odoo/odoo-schema.ts';

/** @throws UserError on a neutralized copy, which must stay without a server. */
export const requireOriginal = async (context: CheckContext): Promise<void> => {
  if (!(await isCopy(context))) return;
  throw new UserError('This is a neutralized copy: it must not send, so it gets no mail server.');
};

/** @throws UserError when the subject names no row. */
export const requireServer = async (context: CheckContext, subject: string | null): Promise<MailServer> => {
  const id = idOf(subject, 'server');
  const server = (await measureMailServers(context)).value.find((each) => each.id === id);
  if (server !== undefined) return server;
  throw new UserError(`There is no outgoing mail server ${id}.`, 'Run the check again and look which there are.');
};

/** @throws UserError where Odoo would not read what a new row says. */
export const requireOwnTable = ({ odoo }: CheckContext): void => {
  const isByModule = odoo.modulesOfMeaning.has('mail_environment');
  if (!isByModule && findColumn(odoo.schema, 'ir_mail_server', 'server_env_defaults') === undefined) return;
  throw new UserError(
    "Nothing would come of it: with OCA's module mail_environment Odoo does not read a server's settings from the table.",
    'Make the server in Odoo, or in the files that server_environment reads ([outgoing_mail]).',
  );
};

export const oneServer = { count: 1, noun: 'outgoing mail server' } as const;
