import { chown } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { describe, expect, test } from 'vitest';
import { findShellAccount } from '../../../source/services/host/shell-account.ts';
import { type HostTree, now, plantHost } from './host-tree.ts';

const odoo = ['/opt/odoo/venv/bin/python3', '/opt/odoo/odoo-bin', '-c', '/etc/odoo/odoo.conf'];
const files = { program: '/opt/odoo/odoo-bin', config: '/etc/odoo/odoo.conf' };

const find = (host: HostTree, given = files) => findShellAccount(given, { roots: host.roots, now });

describe("the account of Odoo's shell", () => {
  test('is that of the Odoo that runs, with its Python', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 700, argv: odoo });
    expect(await find(host)).toEqual({
      uid: 106,
      gid: 112,
      user: 'odoo',
      home: '/var/lib/odoo',
      pythonFolder: '/opt/odoo/venv/bin',
    });
  });

  test('is that of the Odoo with the same odoo.conf, where several run', async () => {
    const host = await plantHost();
    await host.write('etc/passwd', 'a:x:201:201::/a:\nb:x:202:202::/b:\n');
    await host.addProcess({ pid: 700, uid: 201, argv: ['/usr/bin/odoo', '-c', '/etc/other.conf'] });
    await host.addProcess({ pid: 701, uid: 202, argv: odoo });
    expect(await find(host)).toMatchObject({ user: 'b' });
    await expect(find(host, { ...files, config: '/etc/third.conf' })).rejects.toThrow(
      'Several Odoos run here, as a and b',
    );
  });

  test('is never root', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 700, uid: 0, argv: odoo });
    await expect(find(host)).rejects.toThrow('its shell is not run as root');
  });

  test('cannot be told when nothing runs and the files are root’s', async () => {
    await expect(find(await plantHost(), { program: '/bin/sh', config: '/etc/passwd' })).rejects.toThrow(
      'the account to run the shell as is unknown',
    );
  });

  test('is the owner of odoo.conf when no Odoo runs', async () => {
    const host = await plantHost();
    const config = await host.write('odoo.conf', '[options]\n');
    const own = userInfo();
    if (own.uid === 0) await chown(config, 106, 112);
    else await host.write('etc/passwd', `odoo:x:${own.uid}:${own.gid}::/var/lib/odoo:/bin/sh\n`);
    expect(await find(host, { ...files, config })).toMatchObject({ user: 'odoo', home: '/var/lib/odoo' });
  });

  test('is of no use when Odoo is in a container', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 700, argv: odoo, cgroup: '0::/system.slice/docker-abc.scope' });
    await expect(find(host)).rejects.toThrow('Odoo runs in a container here');
  });

  test('must have a name on this machine', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 700, uid: 4711, argv: odoo });
    await expect(find(host)).rejects.toThrow('has the number 4711');
  });
});
