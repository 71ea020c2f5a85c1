import type { Cause } from '../../checks/cause.ts';
import { activeServersCheck } from './active.ts';
import { configurationCheck } from './configuration.ts';
import { forcedCheck } from './forced.ts';
import { neutralizedCheck } from './neutralized.ts';
import { orderCheck } from './order.ts';
import { create } from './remedies/create.ts';
import { prefer } from './remedies/prefer.ts';
import { unarchive } from './remedies/unarchive.ts';
import { valuesCheck } from './values.ts';

export const noServerCause: Cause = {
  id: 'no-server',
  title: 'Outgoing server',
  question: 'Is there a server to send through?',
  checks: [neutralizedCheck, configurationCheck, valuesCheck, activeServersCheck, orderCheck, forcedCheck],
  remedies: [unarchive, create, prefer],
};
