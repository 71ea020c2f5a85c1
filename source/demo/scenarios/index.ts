import { type CauseId, causeIds } from '../../domain/finding/cause-id.ts';
import type { Scenario } from '../scenario.ts';
import { bouncesScenario } from './bounces-scenario.ts';
import { catchallScenario } from './catchall-scenario.ts';
import { credentialsScenario } from './credentials-scenario.ts';
import { cronScenario } from './cron-scenario.ts';
import { dnsScenario } from './dns-scenario.ts';
import { feedersScenario } from './feeders-scenario.ts';
import { firewallScenario } from './firewall-scenario.ts';
import { healthy } from './healthy-scenario.ts';
import { mondayMorning } from './monday-morning-scenario.ts';
import { noServerScenario } from './no-server-scenario.ts';
import { rateLimitScenario } from './rate-limit-scenario.ts';
import { recipientsScenario } from './recipients-scenario.ts';
import { relayDeferredScenario } from './relay-deferred-scenario.ts';
import { scheduledScenario } from './scheduled-scenario.ts';
import { senderScenario } from './sender-scenario.ts';
import { sizeScenario } from './size-scenario.ts';
import { stuckScenario } from './stuck-scenario.ts';
import { tlsScenario } from './tls-scenario.ts';
import { unexplainedScenario } from './unexplained-scenario.ts';

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
  // It has two, each with a name of its own.
  beyond: relayDeferredScenario,
  unexplained: unexplainedScenario,
};

/** Every demo scenario: the default, a healthy Odoo, then each cause alone. */
export const scenarios: readonly Scenario[] = [
  mondayMorning,
  healthy,
  ...causeIds.map((id) => byCause[id]),
  bouncesScenario,
];

/** The scenario of that id or of that cause, if there is one. */
export function findScenario(id: string): Scenario | undefined {
  const cause = causeIds.find((each) => each === id);
  return cause === undefined ? scenarios.find((scenario) => scenario.id === id) : byCause[cause];
}
