import type { Cause } from '../../checks/cause.ts';
import { activeServersCheck } from './active-servers-check.ts';
import { configurationCheck } from './configuration-check.ts';
import { forcedCheck } from './forced-server-check.ts';
import { neutralizedCheck } from './neutralized-check.ts';
import { create } from './remedies/create-server-remedy.ts';
import { prefer } from './remedies/prefer-server-remedy.ts';
import { unarchive } from './remedies/unarchive-server-remedy.ts';
import { orderCheck } from './server-order-check.ts';
import { valuesCheck } from './server-values-check.ts';

export const noServerCause: Cause = {
  id: 'no-server',
  title: 'Outgoing server',
  question: 'Is there a server to send through?',
  checks: [neutralizedCheck, configurationCheck, valuesCheck, activeServersCheck, orderCheck, forcedCheck],
  remedies: [unarchive, create, prefer],
};
