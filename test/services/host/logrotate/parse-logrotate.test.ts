import { expect, test } from 'vitest';
import { parseComplaint } from '../../../../source/services/host/logrotate/find-complaint.ts';
import { matchesPattern, parseLogrotate } from '../../../../source/services/host/logrotate/parse-logrotate.ts';

const entries = (text: string) => parseLogrotate(text).flatMap((item) => (item.kind === 'entry' ? [item.entry] : []));

test('patterns stand in a line, over several, quoted, and before a brace of their own', () => {
  const text = `# rotates
weekly
/var/log/a.log "/var/log/b c.log" {
  rotate 4
}
/var/log/d.log
'/var/log/e.log'
{
  daily
}
/var/log/f.log { monthly }
`;
  expect(entries(text).map(({ line, patterns }) => [line, ...patterns])).toEqual([
    [3, '/var/log/a.log', '/var/log/b c.log'],
    [6, '/var/log/d.log', '/var/log/e.log'],
    [11, '/var/log/f.log'],
  ]);
});

test('directives before an entry hold for it, the latest of the times wins, and those in braces stay there', () => {
  const text = 'weekly\nrotate 4\n/a {\n  daily\n  size=10M\n}\n/b {\n}\n';
  expect(entries(text).map(({ directives }) => Object.fromEntries(directives))).toEqual([
    { rotate: '4', daily: '', size: '10M' },
    { weekly: '', rotate: '4' },
  ]);
});

test('scripts are no directives, whatever braces stand in them', () => {
  const text = '/a {\n  postrotate\n    if true; then { /bin/b; }; fi\n  endscript\n  rotate 2\n}\n/c {\n}\n';
  expect(entries(text).map(({ patterns, directives }) => [patterns[0], Object.fromEntries(directives)])).toEqual([
    ['/a', { rotate: '2' }],
    ['/c', {}],
  ]);
});

test('an include hands on what stands before it', () => {
  const [item] = parseLogrotate('monthly\ninclude /etc/logrotate.d\n');
  expect(item).toMatchObject({ kind: 'include', path: '/etc/logrotate.d' });
  expect(Object.fromEntries(item?.kind === 'include' ? item.directives : [])).toEqual({ monthly: '' });
});

test.each([
  ['/var/log/*.log', '/var/log/odoo.log', true],
  ['/var/log/*.log', '/var/log/odoo/odoo.log', false],
  ['/var/log/*/*.log', '/var/log/odoo/odoo.log', true],
  ['/var/log/odoo?.log', '/var/log/odoo1.log', true],
  ['/var/log/odoo[0-9].log', '/var/log/odoo7.log', true],
  ['/var/log/odoo[!0-9].log', '/var/log/odoo7.log', false],
  ['/var/log/odoo.log', '/var/log/odooxlog', false],
  ['/var/log/(odoo)+.log', '/var/log/(odoo)+.log', true],
  ['/var/log/odoo[.log', '/var/log/odoo[.log', true],
  ['/var/log/odoo[z-a].log', '/var/log/odoom.log', false],
])('%s means %s: %s', (pattern, path, expected) => {
  expect(matchesPattern(pattern, path)).toBe(expected);
});

const log = '/var/log/odoo/odoo.log';

test.each([
  ['', undefined],
  ['considering log /var/log/odoo/odoo.log\n  log needs rotating', undefined],
  [`error: skipping "${log}" because parent directory has insecure permissions`, `skipping "${log}" because parent`],
  ['error: /etc/logrotate.d/odoo:3 unknown option', '/etc/logrotate.d/odoo:3 unknown option'],
  [`error: error opening state file /var/lib/logrotate/status: Permission denied`, undefined],
  [`error: stat of ${log} failed: Permission denied`, undefined],
  ['error: skipping "/var/log/other.log" because …', undefined],
  [
    'Ignoring /etc/logrotate.d/odoo because it is writable by group or others.\nerror: Ignoring odoo because',
    'Ignoring',
  ],
])('of what logrotate prints (%j) this speaks against it: %s', (output, words) => {
  const found = parseComplaint(output, log);
  if (words === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(words);
});
