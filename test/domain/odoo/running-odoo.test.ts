import { describe, expect, test } from 'vitest';
import {
  type ConfigurationAge,
  isStartedFor,
  judgeConfigurationAge,
  judgeServing,
  type OdooSight,
  type RunningOdoo,
  type Serving,
  type ServingFacts,
} from '../../../source/domain/odoo/running-odoo.ts';

const at = (clock: string): Date => new Date(`2026-11-28T${clock}Z`);

const odoo = (changes: Partial<RunningOdoo> = {}): RunningOdoo => ({
  pid: 100,
  pids: [100, 101, 102],
  startedAt: at('09:00:00'),
  configuration: '/etc/odoo.conf',
  writtenAt: at('08:00:00'),
  databases: ['acme'],
  host: undefined,
  port: undefined,
  unit: undefined,
  ...changes,
});

const sight = (databases: readonly string[] | undefined): OdooSight => ({
  servers: [odoo({ databases })],
  others: [500],
});

describe('whose scheduled actions a process runs', () => {
  test.each<[string, { odooProcess: number | null; alsoIn?: readonly string[] }, Partial<ServingFacts>, Serving]>([
    ['its db_name names this database', { odooProcess: 101 }, { sight: sight(['other', 'acme']) }, 'this'],
    ['its db_name names others alone', { odooProcess: 101 }, { sight: sight(['other']) }, 'other'],
    [
      'its db_name names others, though it is connected here',
      { odooProcess: 101 },
      { sight: sight(['other']), connectedHere: new Set([101]) },
      'other',
    ],
    ['it has no db_name and so serves all', { odooProcess: 102 }, { sight: sight([]) }, 'this'],
    [
      'a shell, even one that is connected here',
      { odooProcess: 500 },
      { sight: sight([]), connectedHere: new Set([500]) },
      'other',
    ],
    [
      'not of this machine, connected here',
      { odooProcess: 900 },
      { sight: sight([]), connectedHere: new Set([900]) },
      'this',
    ],
    ['connected to another database and not here', { odooProcess: 900, alsoIn: ['beta'] }, {}, 'other'],
    [
      'connected to several, this among them',
      { odooProcess: 900, alsoIn: ['beta'] },
      { connectedHere: new Set([900]) },
      'this',
    ],
    ['connected nowhere, on a server of several databases', { odooProcess: 900 }, {}, 'unknown'],
    ['connected nowhere, and there is no other database', { odooProcess: 900 }, { hasNeighbours: false }, 'this'],
    ['what it serves is not known, and it is not here', { odooProcess: 101 }, { sight: sight(undefined) }, 'unknown'],
    ['without a name (15)', { odooProcess: null }, {}, 'unknown'],
    ['without a name, the only database', { odooProcess: null }, { hasNeighbours: false }, 'this'],
  ])('%s', (_title, session, facts, expected) => {
    const usual = { database: 'acme', connectedHere: new Set<number>(), sight: undefined, hasNeighbours: true };
    expect(judgeServing({ alsoIn: [], ...session }, { ...usual, ...facts })).toBe(expected);
  });
});

describe('whether an Odoo was started for a database', () => {
  const wanted = { database: 'acme', host: '127.0.0.1', port: 5432 };
  test.each<[string, Partial<RunningOdoo>, Partial<typeof wanted>, boolean]>([
    ['by its name, with PostgreSQL’s own ways', {}, {}, true],
    ['by localhost in other words', { host: 'localhost' }, { host: '/var/run/postgresql' }, true],
    ['without a db_name', { databases: [] }, {}, true],
    ['another database', { databases: ['beta'] }, {}, false],
    ['one that is not known', { databases: undefined }, {}, false],
    ['another port', { port: 5433 }, {}, false],
    ['the same port', { port: 5433 }, { port: 5433 }, true],
    ['another host', { host: 'db.example' }, {}, false],
    ['the same host in capitals', { host: 'DB.example' }, { host: 'db.EXAMPLE' }, true],
  ])('%s', (_title, server, database, expected) => {
    expect(isStartedFor(odoo(server), { ...wanted, ...database })).toBe(expected);
  });
});

describe('whether odoo.conf is what Odoo runs with', () => {
  const path = '/etc/odoo.conf';
  test.each<[string, string | undefined, readonly RunningOdoo[], ConfigurationAge]>([
    ['no Odoo was seen', path, [], { kind: 'as-started' }],
    ['no odoo.conf was read', undefined, [odoo()], { kind: 'as-started' }],
    ['it is older than the process', path, [odoo()], { kind: 'as-started' }],
    [
      'it was written in the second of the start',
      path,
      [odoo({ writtenAt: at('09:00:00.900') })],
      { kind: 'as-started' },
    ],
    [
      'it was written later',
      path,
      [odoo({ writtenAt: at('12:03:00') })],
      { kind: 'changed-since', pid: 100, writtenAt: at('12:03:00'), startedAt: at('09:00:00') },
    ],
    [
      'a second Odoo was started after that',
      path,
      [odoo({ writtenAt: at('12:03:00') }), odoo({ writtenAt: at('12:03:00'), startedAt: at('12:04:00') })],
      { kind: 'as-started' },
    ],
    ['when it was written is not known', path, [odoo({ writtenAt: undefined })], { kind: 'as-started' }],
    [
      'Odoo reads another file',
      path,
      [odoo({ configuration: '/srv/odoo.conf', writtenAt: at('12:03:00') })],
      { kind: 'other-file', pid: 100, reads: '/srv/odoo.conf' },
    ],
    ['Odoo reads none', path, [odoo({ configuration: undefined })], { kind: 'other-file', pid: 100, reads: undefined }],
  ])('%s', (_title, read, serving, expected) => {
    expect(judgeConfigurationAge(read, serving)).toEqual(expected);
  });
});
