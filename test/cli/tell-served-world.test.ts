import { expect, test } from 'vitest';
import { tellServedWorld } from '../../source/cli/tell-served-world.ts';

const info = {
  dsn: 'postgres://odoo:geheim@127.0.0.1:5433/acme',
  config: '/tmp/world/odoo.conf',
  resolver: '127.0.0.1:5353',
  odooVersion: '18.0',
  scenario: 'tls',
};
const scenario = { id: 'tls', story: 'No mail leaves.' };

test.each([
  ['one database', false, '  odoo-mail-doctor -c /tmp/world/odoo.conf --resolver 127.0.0.1:5353'],
  ['several', true, '  odoo-mail-doctor -c /tmp/world/odoo.conf --resolver 127.0.0.1:5353 --all-databases'],
])('a served world names the command that shows all of it: %s', (_, fleet, command) => {
  expect(tellServedWorld(info, { scenario, fleet }).split('\n')).toContain(command);
});
