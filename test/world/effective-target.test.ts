import { symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../source/services/host/run-command.ts';
import { openOdoo } from '../../source/services/odoo/odoo.ts';
import { resolveTarget } from '../../source/target/target.ts';
import { type EffectiveTarget, readEffectiveTarget } from '../../source/world/effective-target.ts';
import { seeOdoos } from '../../source/world/odoo-sight.ts';
import { type HostTree, now, plantHost } from '../services/host/host-tree.ts';
import { createDemoDatabase } from '../support/postgres.ts';
import { openSession } from '../support/session.ts';
import { plantTree } from '../target/tree.ts';

const signal = new AbortController().signal;
/** The planted machine was started in 2023; this many hundredths later is after whatever a test writes. */
const later = (Date.now() - 1_700_000_000_000) / 10 + 360_000;

const odoo = (...rest: readonly string[]): readonly string[] => ['/usr/bin/python3', '/usr/bin/odoo', ...rest];

describe('the Odoos of a machine', () => {
  const see = async (host: HostTree) => await seeOdoos({ roots: host.roots, now, signal });

  test.each([
    ['its command line', 'db_name = beta', ['-d', 'acme'], ['acme']],
    ['its odoo.conf', 'db_name = acme,beta', [], ['acme', 'beta']],
    ['neither: all of them', 'workers = 2', [], []],
  ])('serve what is named by %s', async (_, line, args, databases) => {
    const host = await plantHost();
    const conf = await host.write('etc/odoo.conf', `[options]\n${line}\ndb_host = db.example\ndb_port = 5433\n`);
    await host.addProcess({ pid: 700, argv: odoo('-c', conf, ...args), startTicks: later });
    expect((await see(host))?.servers).toMatchObject([
      { pid: 700, configuration: conf, databases, host: 'db.example', port: 5433 },
    ]);
  });

  test('read a file that is named from where they were started', async () => {
    const host = await plantHost();
    const conf = await host.write('srv/odoo/odoo.conf', '[options]\ndb_name = acme\n');
    await host.addProcess({ pid: 700, argv: odoo('-c', 'odoo.conf') });
    await symlink(dirname(conf), join(host.roots.proc, '700', 'cwd'));
    expect((await see(host))?.servers).toMatchObject([{ configuration: conf, databases: ['acme'] }]);
  });

  test('serve nobody knows what where their file cannot be read', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 700, argv: odoo('-c', '/nowhere/odoo.conf') });
    const [server] = (await see(host))?.servers ?? [];
    expect(server).toMatchObject({ configuration: '/nowhere/odoo.conf' });
    expect(server?.databases).toBeUndefined();
    expect(server?.writtenAt).toBeUndefined();
  });

  test('are told from shells', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 701, argv: ['/usr/bin/python3', '/usr/bin/odoo', 'shell', '-d', 'acme'] });
    await host.addProcess({ pid: 700, argv: odoo('-d', 'acme') });
    expect(await see(host)).toMatchObject({ servers: [{ pid: 700 }], others: [701] });
  });
});

describe('what Odoo goes by', () => {
  const plant = async (line: string) => {
    const { dsn, name } = await createDemoDatabase({ series: 17 });
    const { hostname, port } = new URL(dsn);
    const host = await plantHost();
    const where = `db_host = ${hostname}\ndb_port = ${port}\ndb_name = ${name}\n`;
    const write = (text: string) => host.write('etc/odoo/odoo.conf', `[options]\n${where}${text}\n`);
    const config = await write(line);
    const { machine } = await plantTree();
    const named = await resolveTarget({ options: { allDatabases: false, config }, env: {}, machine });
    const unnamed = await resolveTarget({ options: { allDatabases: false, dsn }, env: {}, machine });
    const address = { database: name, host: hostname, port: Number(port) };
    const database = { odoo: await openOdoo(openSession(dsn)), address } as Parameters<
      typeof readEffectiveTarget
    >[0]['database'];
    const look = async (target = named): Promise<EffectiveTarget> =>
      await readEffectiveTarget({
        database,
        target,
        signal,
        now,
        host: { kind: 'here', roots: host.roots, run: runCommand },
      });
    return { host, where, write, config, unnamed, look };
  };

  test('is the odoo.conf that it was started with', async () => {
    const { host, config, look } = await plant('smtp_server = file.example');
    await host.addProcess({ pid: 700, argv: odoo('-c', config), startTicks: later });
    const { settings, age, beaten } = await look();
    expect(settings.smtpServer.value).toBe('file.example');
    expect([age, beaten.size]).toEqual([{ kind: 'as-started' }, 0]);
  });

  test('is not known from a file that was written since: it is read as it is now, and that is said', async () => {
    const { host, config, write, look } = await plant('smtp_server = old.example');
    await host.addProcess({ pid: 700, argv: odoo('-c', config), startTicks: 250 });
    await write('smtp_server = new.example');
    const { settings, age } = await look();
    expect(settings.smtpServer.value).toBe('new.example');
    expect(age).toMatchObject({ kind: 'changed-since', pid: 700, startedAt: new Date('2023-11-14T22:13:22.500Z') });
  });

  test('is its command line before the file', async () => {
    const { host, config, look } = await plant('smtp_server = file.example\nsmtp_user = ann');
    await host.addProcess({ pid: 700, argv: odoo('-c', config, '--smtp=line.example'), startTicks: later });
    const { settings, beaten } = await look();
    expect(settings.smtpServer.value).toBe('line.example');
    expect(settings.smtpUser.value).toBe('ann');
    expect([...beaten.keys()]).toEqual(['smtp_server']);
  });

  test('is not told by the command line of one where several serve the database', async () => {
    const { host, config, look } = await plant('smtp_server = file.example');
    await host.addProcess({ pid: 700, argv: odoo('-c', config, '--smtp=line.example'), startTicks: later });
    await host.addProcess({ pid: 800, argv: odoo('-c', config), startTicks: later });
    const { settings, beaten } = await look();
    expect(settings.smtpServer.value).toBe('file.example');
    expect(beaten.size).toBe(0);
  });

  test('is another file than the one that was named', async () => {
    const { host, where, look } = await plant('smtp_server = file.example');
    const other = await host.write('srv/odoo.conf', `[options]\n${where}`);
    await host.addProcess({ pid: 700, argv: odoo('-c', other), startTicks: later });
    expect((await look()).age).toEqual({ kind: 'other-file', pid: 700, reads: other });
  });

  test('is its own file where none was named', async () => {
    const { host, config, unnamed, look } = await plant('smtp_server = file.example');
    await host.addProcess({ pid: 700, argv: odoo('-c', config), startTicks: later });
    const { settings, configuration } = await look(unnamed);
    expect([configuration?.path, settings.smtpServer.value]).toEqual([config, 'file.example']);
  });

  test('is nothing of an Odoo that serves another database', async () => {
    const { host, look } = await plant('smtp_server = file.example');
    await host.addProcess({ pid: 700, argv: odoo('-d', 'another', '--smtp=line.example'), startTicks: later });
    const { settings, age } = await look();
    expect([settings.smtpServer.value, age]).toEqual(['file.example', { kind: 'as-started' }]);
  });
});
