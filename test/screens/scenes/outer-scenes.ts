import { chooseDatabase } from '../../../source/ui/choose-database.tsx';
import { createFleetPlace, openFleet } from '../../../source/ui/fleet/open-fleet.tsx';
import type { FleetRow } from '../../../source/ui/fleet/source.ts';
import { openSetup } from '../../../source/ui/setup/open-setup.tsx';
import type { FormTrial, SearchedPlace, SetupSource } from '../../../source/ui/setup/source.ts';
import { type EmulatedTerminal, openEmulated, type View } from '../../support/emulated-terminal.ts';
import { ago, type HandClock, type Scene, scene } from './scene.ts';

const places: readonly SearchedPlace[] = [
  ...['/etc/odoo/odoo.conf', '/etc/odoo.conf', '/home/anna/.config/Odoo/odoo.conf', '/home/anna/.odoorc'].map(
    (place): SearchedPlace => ({ place, result: 'is not there', status: 'skipped' }),
  ),
  { place: 'environment', result: 'none of ODOO_RC, PGHOST is set', status: 'skipped' },
  { place: "Odoo's process", result: '812 reads /opt/odoo/odoo.conf', status: 'ok' },
  { place: "PostgreSQL's sockets", result: '/var/run/postgresql/.s.PGSQL.5432', status: 'ok' },
];

const openSetupWith =
  (trial: FormTrial) =>
  (view: View): EmulatedTerminal => {
    const source: SetupSource = {
      reason: { message: 'No odoo.conf was found, and nothing names a database.', tryThis: 'Name one with -c FILE.' },
      places,
      configurations: [{ path: '/opt/odoo/odoo.conf', why: "Odoo's process 812 reads it" }],
      passwordLines: [{ host: 'db.example.com', port: '*', database: 'acme', user: 'odoo' }],
      first: { host: 'db.example.com', port: '5432', user: 'odoo', password: '', tls: 'prefer', database: '' },
      try: async () => trial,
    };
    return openEmulated(view, (terminal) => openSetup({ ...terminal, source }));
  };

const hour = 3_600_000;

const fleetRows: readonly FleetRow[] = [
  {
    database: 'acme',
    status: 'fail',
    verdict: 'The queue runner is switched off.',
    waiting: 1_204,
    failed: 312,
    oldestAt: ago(3 * hour),
    lastSentAt: ago(3 * hour),
  },
  {
    database: 'acme-test',
    status: 'warn',
    verdict: 'This is a neutralized copy: it sends nothing.',
    waiting: 48,
    failed: 0,
    oldestAt: ago(50 * hour),
    lastSentAt: null,
  },
  {
    database: 'orchard',
    status: 'ok',
    verdict: 'Mail is going out.',
    waiting: 0,
    failed: 2,
    oldestAt: null,
    lastSentAt: ago(60_000),
  },
  {
    database: 'payroll',
    status: 'unknown',
    verdict: 'The role odoo_ro may not read it.',
    waiting: null,
    failed: null,
    oldestAt: null,
    lastSentAt: null,
  },
  {
    database: 'riverside',
    status: undefined,
    verdict: '',
    waiting: null,
    failed: null,
    oldestAt: null,
    lastSentAt: null,
  },
];

const openFleetRows = (view: View, clock: HandClock): EmulatedTerminal =>
  openEmulated(view, (terminal) =>
    openFleet({
      ...terminal,
      place: createFleetPlace(),
      now: clock.read,
      source: {
        server: 'db.internal:5432',
        subscribe(listener) {
          listener(fleetRows);
          return () => undefined;
        },
        refresh: () => undefined,
      },
    }),
  );

const openChoice = (view: View): EmulatedTerminal =>
  openEmulated(view, (terminal) =>
    chooseDatabase({ ...terminal, names: Array.from({ length: 30 }, (_, index) => `acme-${index + 1}`) }),
  );

/** What stands before the console, or around it. */
export const outerScenes: readonly Scene[] = [
  scene('setup', openSetupWith({ kind: 'opens' }), (terminal) => terminal.waitFor('Open the demo')),
  scene(
    'setup-refused',
    openSetupWith({
      kind: 'refused',
      message: 'PostgreSQL at db.example.com, port 5432 refused the password of odoo.',
      tryThis: 'Check user and password, and pg_hba.conf on that server.',
    }),
    async (terminal) => {
      await terminal.waitFor('Open the demo');
      terminal.type('\r');
      await terminal.waitFor('refused the password');
    },
  ),
  scene(
    'setup-several',
    openSetupWith({ kind: 'several', names: Array.from({ length: 30 }, (_, index) => `acme-${index + 1}`) }),
    async (terminal) => {
      await terminal.waitFor('Open the demo');
      terminal.type('\r');
      await terminal.waitFor('Which one?');
    },
  ),
  scene('choose-database', openChoice, (terminal) => terminal.waitFor('Which database?')),
  scene('fleet', openFleetRows, (terminal) => terminal.waitFor('riverside')),
  scene('fleet-filter', openFleetRows, async (terminal) => {
    await terminal.waitFor('riverside');
    terminal.type('/fail');
    await terminal.waitFor('fail');
  }),
  scene('fleet-help', openFleetRows, async (terminal) => {
    await terminal.waitFor('riverside');
    terminal.type('?');
    await terminal.settle();
  }),
];
