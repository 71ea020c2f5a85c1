import { UsageError } from '../../domain/errors.ts';
import type { GlobalOptions } from '../../world/command.ts';

type Given = Pick<GlobalOptions, 'odooUrl' | 'odooLogin' | 'odooBin' | 'dsn' | 'allDatabases'>;

/** Whether the options that name a way to Odoo itself go together. @throws UsageError */
export const checkOdooAccess = ({ odooUrl, odooLogin, odooBin, dsn, allDatabases }: Given): void => {
  if (odooUrl !== undefined && odooLogin === undefined) {
    throw new UsageError('--odoo-url needs --odoo-login, the account that the API key belongs to.');
  }
  if (odooLogin !== undefined && odooUrl === undefined) throw new UsageError('--odoo-login needs --odoo-url.');
  if (odooUrl !== undefined && odooBin !== undefined) {
    throw new UsageError('--odoo-url and --odoo-bin exclude each other: mail is sent one way.');
  }
  if (odooBin !== undefined && dsn !== undefined) {
    // Odoo's shell connects to what odoo.conf says, and ids of one database mean other mails in another.
    throw new UsageError(
      '--odoo-bin and --dsn exclude each other: the shell knows only the database server of odoo.conf.',
    );
  }
  if (allDatabases && (odooUrl ?? odooBin) !== undefined) {
    throw new UsageError('--all-databases goes with neither --odoo-url nor --odoo-bin: they reach one database.');
  }
};
