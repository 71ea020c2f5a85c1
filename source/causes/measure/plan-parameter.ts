import { UserError } from '../../domain/errors.ts';
import type { DatabaseStep } from '../../domain/plan.ts';
import type { CheckContext } from '../context.ts';

/**
 * The step that sets a system parameter, whether its row is there or not. Running workers keep the old value until the
 * plan's `signal-cache` tells them.
 * @throws UserError when it has that value already.
 */
export const planParameter = async (
  { odoo, signal, now }: CheckContext,
  key: string,
  value: string,
): Promise<DatabaseStep> => {
  const row = await odoo.parameterRow(key, { signal });
  if (row !== undefined) {
    if (row.value === value) throw new UserError(`${key} is ${value} already.`);
    const change = { id: row.id, before: { value: row.value }, after: { value } };
    return { kind: 'update-rows', table: 'ir_config_parameter', rows: [change] };
  }
  const at = now().toISOString().slice(0, 19).replace('T', ' ');
  const values = { key, value, create_uid: '1', write_uid: '1', create_date: at, write_date: at };
  return { kind: 'insert-row', table: 'ir_config_parameter', name: key, values };
};
