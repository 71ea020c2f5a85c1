import { expect, test } from 'vitest';
import { findSystemDatabases } from '../../../source/domain/odoo/system-databases.ts';

const seen = (...pairs: readonly (readonly [string, number])[]) =>
  pairs.map(([database, pid]) => ({ database, process: `odoo-${pid}@10.0.0.5` }));

test.each([
  ['nothing is named and nobody seen: the usual one', [], seen(), ['postgres']],
  ['one is named: that one alone', ['odoosys'], seen(), ['odoosys']],
  ['odoo.conf and the environment name two: either may be it', ['odoosys', 'other'], seen(), ['odoosys', 'other']],
  ['both name the same: once', ['odoosys', 'odoosys'], seen(), ['odoosys']],
  ['an Odoo waits elsewhere: there too', [], seen(['odoosys', 7]), ['postgres', 'odoosys']],
  [
    'a neighbour works in its own database and waits in the usual one',
    [],
    seen(['postgres', 7], ['shop', 7]),
    ['postgres'],
  ],
  [
    'a neighbour that waits in the usual one does not hide an Odoo that waits elsewhere',
    [],
    seen(['postgres', 7], ['shop', 7], ['odoosys', 9]),
    ['postgres', 'odoosys'],
  ],
] as const)('%s', (_, named, sightings, expected) => {
  expect(findSystemDatabases(named, sightings)).toEqual(expected);
});
