import type { Scenario } from '../demo/scenario.ts';
import type { WorldInfo } from '../demo/world/world-info.ts';

interface ServedWorld {
  readonly scenario: Pick<Scenario, 'id' | 'story'>;
  /** Whether its server holds other databases beside it. */
  readonly fleet: boolean;
}

/** What stands on the screen while a world is served: what it is, and how to look at it. */
export const tellServedWorld = (
  { dsn, config, resolver, odooVersion }: WorldInfo,
  { scenario: { id, story }, fleet }: ServedWorld,
): string =>
  [
    fleet
      ? `Odoo ${odooVersion} is served with several databases, each with a fault of its own; the first has '${id}'. ${story}`
      : `Odoo ${odooVersion} is served with the scenario '${id}'. ${story}`,
    '',
    'Look at it:',
    `  odoo-mail-doctor -c ${config} --resolver ${resolver}${fleet ? ' --all-databases' : ''}`,
    `  ${psqlOn(dsn)}`,
    '',
    'Ctrl+C ends it; a cache for the next start is all that stays.',
    '',
  ].join('\n');

/** In an address the password would be printed as dots; it is that of a world which is gone when it ends. */
const psqlOn = (dsn: string): string => {
  const address = new URL(dsn);
  const password = decodeURIComponent(address.password);
  address.password = '';
  return `PGPASSWORD=${password} psql ${address.href}`;
};
