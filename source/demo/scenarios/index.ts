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

/** Every demo scenario: the default, a healthy Odoo, then each cause alone. */
export const scenarios = [
  mondayMorning,
  healthy,
  cronScenario,
  credentialsScenario,
  rateLimitScenario,
  senderScenario,
  dnsScenario,
  firewallScenario,
  catchallScenario,
  noServerScenario,
  stuckScenario,
  recipientsScenario,
  sizeScenario,
  tlsScenario,
  scheduledScenario,
  feedersScenario,
  unexplainedScenario,
] as const satisfies readonly Scenario[];

/** The scenario of that id, if there is one. */
export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
