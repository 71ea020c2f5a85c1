import type { Scenario } from '../scenario.ts';
import { credentials } from './credentials.ts';
import { cron } from './cron.ts';
import { firewall } from './firewall.ts';
import { healthy } from './healthy.ts';
import { mondayMorning } from './monday-morning.ts';

/** Every demo scenario, the default first. */
export const scenarios = [mondayMorning, healthy, cron, credentials, firewall] as const satisfies readonly Scenario[];

/** The scenario of that id, if there is one. */
export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
