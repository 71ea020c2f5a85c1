import { type CauseId, causeIds } from '../../domain/finding/cause-id.ts';
import type { Scenario } from '../scenario.ts';
import { catchallScenario } from './catchall.ts';
import { credentialsScenario } from './credentials.ts';
import { cronScenario } from './cron.ts';
import { dnsScenario } from './dns.ts';
import { feedersScenario } from './feeders.ts';
import { firewallScenario } from './firewall.ts';
import { healthy } from './healthy.ts';
import { mondayMorning } from './monday-morning.ts';
import { noServerScenario } from './no-server.ts';
import { rateLimitScenario } from './rate-limit.ts';
import { recipientsScenario } from './recipients.ts';
import { scheduledScenario } from './scheduled.ts';
import { senderScenario } from './sender.ts';
import { sizeScenario } from './size.ts';
import { stuckScenario } from './stuck.ts';
import { tlsScenario } from './tls.ts';
import { unexplainedScenario } from './unexplained.ts';

/** Each cause alone. A cause without a scenario does not compile. */
const byCause: Readonly<Record<CauseId, Scenario>> = {
  cron: cronScenario,
  credentials: credentialsScenario,
  'rate-limit': rateLimitScenario,
  sender: senderScenario,
  dns: dnsScenario,
  firewall: firewallScenario,
  catchall: catchallScenario,
  'no-server': noServerScenario,
  stuck: stuckScenario,
  recipients: recipientsScenario,
  size: sizeScenario,
  tls: tlsScenario,
  scheduled: scheduledScenario,
  feeders: feedersScenario,
  unexplained: unexplainedScenario,
};

/** Every demo scenario: the default, a healthy Odoo, then each cause alone. */
export const scenarios: readonly Scenario[] = [mondayMorning, healthy, ...causeIds.map((id) => byCause[id])];

/** The scenario of that id, if there is one. */
export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
