import type { Scenario } from '../scenario.ts';
import { catchall } from './catchall.ts';
import { credentials } from './credentials.ts';
import { cron } from './cron.ts';
import { dns } from './dns.ts';
import { feeders } from './feeders.ts';
import { firewall } from './firewall.ts';
import { healthy } from './healthy.ts';
import { mondayMorning } from './monday-morning.ts';
import { noServer } from './no-server.ts';
import { rateLimit } from './rate-limit.ts';
import { recipients } from './recipients.ts';
import { scheduled } from './scheduled.ts';
import { sender } from './sender.ts';
import { size } from './size.ts';
import { stuck } from './stuck.ts';
import { tls } from './tls.ts';
import { unexplained } from './unexplained.ts';

/** Every demo scenario: the default, a healthy Odoo, then each cause alone. */
export const scenarios = [
  mondayMorning,
  healthy,
  cron,
  credentials,
  rateLimit,
  sender,
  dns,
  firewall,
  catchall,
  noServer,
  stuck,
  recipients,
  size,
  tls,
  scheduled,
  feeders,
  unexplained,
] as const satisfies readonly Scenario[];

/** The scenario of that id, if there is one. */
export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
