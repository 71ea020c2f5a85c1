import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRotation } from '../../../../source/services/host/logrotate/find-rotation.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

let trees = 0;
/** A folder that stands for /etc, with these files. */
const writeEtc = async (files: Readonly<Record<string, string>>): Promise<string> => {
  trees += 1;
  const etc = join(root, `etc-${trees}`);
  await mkdir(join(etc, 'logrotate.d'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(etc, name), text);
  return etc;
};
const log = '/var/log/odoo/odoo.log';
const entry = `${log} {\n  daily\n}\n`;

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  ['the main file', { 'logrotate.conf': entry }, 'logrotate.conf'],
  [
    'a file of the folder',
    { 'logrotate.conf': 'include /etc/logrotate.d\n', 'logrotate.d/odoo': entry },
    'logrotate.d/odoo',
  ],
  ['the folder without a main file', { 'logrotate.d/odoo': entry }, 'logrotate.d/odoo'],
  ['a file that one of them includes', { 'logrotate.conf': 'include more\n', more: entry }, 'more'],
  [
    'files that include each other',
    { 'logrotate.conf': 'include more\n', more: 'include logrotate.conf\n' },
    undefined,
  ],
  ['a file that was left behind by an update', { 'logrotate.d/odoo.dpkg-old': entry }, undefined],
  ['another log alone', { 'logrotate.d/apt': '/var/log/apt/*.log {\n}\n' }, undefined],
])('%s is looked at', async (_, files, where) => {
  const etc = await writeEtc(files);
  const found = await findRotation(etc, log);
  if (where === undefined) expect(found).toEqual({ kind: 'none' });
  else expect(found).toMatchObject({ kind: 'covered', path: join(etc, where) });
});

test('a log that is reached through a link is covered by its other name', async () => {
  const data = join(root, 'data');
  await mkdir(data);
  await writeFile(join(data, 'odoo.log'), '');
  await symlink(data, join(root, 'linked'));
  const etc = await writeEtc({ 'logrotate.d/odoo': `${join(root, 'linked')}/*.log {\n}\n` });
  expect(await findRotation(etc, join(data, 'odoo.log'))).toMatchObject({ kind: 'covered' });
});

test.runIf(process.geteuid?.() !== 0)(
  'what may not be read leaves it unknown',
  { meta: { needs: 'an account that is not root' } },
  async () => {
    const etc = await writeEtc({ 'logrotate.d/odoo': entry });
    await chmod(join(etc, 'logrotate.d/odoo'), 0);
    expect(await findRotation(etc, log)).toMatchObject({ kind: 'unread', path: join(etc, 'logrotate.d/odoo') });
  },
);
