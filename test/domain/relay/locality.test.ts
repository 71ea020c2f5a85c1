import { expect, test } from 'vitest';
import { judgeLocality } from '../../../source/domain/relay/locality.ts';

const own = [
  { address: '127.0.0.1', card: 'lo' },
  { address: '192.0.2.10', card: 'eth0' },
  { address: '172.17.0.1', card: 'docker0' },
  { address: 'fd00::10', card: 'eth0' },
];

test.each([
  ['localhost, Odoo beside us', ['127.0.0.1'], true, 'this-machine'],
  ['both kinds of localhost', ['::1', '127.0.1.1'], true, 'this-machine'],
  ['localhost of an Odoo that is not here', ['127.0.0.1'], false, 'unknown'],
  ['an address of our own, wherever Odoo runs', ['192.0.2.10'], false, 'this-machine'],
  ['the same of IPv6', ['fd00::10'], false, 'this-machine'],
  ['the bridge to containers, Odoo beside us', ['172.17.0.1'], true, 'this-machine'],
  ['a bridge that every machine has', ['172.17.0.1'], false, 'unknown'],
  ['another machine', ['192.0.2.11'], true, 'elsewhere'],
  ['a name that leads to us and to another', ['192.0.2.10', '192.0.2.11'], true, 'unknown'],
  ['a name that leads nowhere', [], true, 'unknown'],
] as const)('%s', (_what, addresses, isOdoos, kind) => {
  expect(judgeLocality(addresses, { own, isOdoos }).kind).toBe(kind);
});

test('why it is not known', () => {
  const why = (addresses: readonly string[]) => judgeLocality(addresses, { own, isOdoos: false });
  expect(why([])).toMatchObject({ why: 'its name leads nowhere' });
  expect(why(['127.0.0.1'])).toMatchObject({ why: expect.stringContaining('no Odoo of this database was seen') });
  expect(why(['192.0.2.10', '192.0.2.11'])).toMatchObject({ why: expect.stringContaining('and to others') });
});
