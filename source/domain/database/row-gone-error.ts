import { UserError } from '../errors.ts';

/** A row that was there a moment ago: Odoo deletes most mails once they are sent. */
export class RowGoneError extends UserError {
  constructor(table: string, id: number) {
    super(`Row ${id} of ${table} is not there any more.`, 'Run the check again and look what it says now.');
  }
}
