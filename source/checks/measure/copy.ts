import { isNeutralized } from '../../domain/odoo/mail-parameter.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from './if-possible.ts';
import { measureParameters } from './measure-database.ts';

/** Whether this is a neutralized copy, which must not send; false where the role may not read the parameters. */
export const isCopy = async (context: CheckContext): Promise<boolean> => {
  const parameters = await ifPossible(context, measureParameters(context));
  return parameters !== undefined && isNeutralized(parameters.value);
};
