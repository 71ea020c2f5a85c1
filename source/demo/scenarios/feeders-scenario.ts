import type { Scenario } from '../scenario.ts';
import { switchInvoicingOff } from './faults/feeders-faults.ts';

export const feedersScenario: Scenario = {
  id: 'feeders',
  title: 'Invoices that never become mails',
  story: 'Customers get no invoices since the day before yesterday, and there is nothing in the queue that failed.',
  queueRunner: 'alive',
  infect: (context) => switchInvoicingOff(context, 340),
};
