import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { userInfo } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findOdooProcesses } from '../../../source/services/host/odoo-processes.ts';
import { now, plantHost } from './host-tree.ts';

const odoo = ['/usr/bin/python3', '/usr/bin/odoo', '--config', '/etc/odoo/odoo.conf', '--workers=2'];

describe('the Odoo of a machine', () => {
  test('is told with its account, start, unit and arguments', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 1, parent: 0, argv: ['/sbin/init'], uid: 0 });
    await host.addProcess({ pid: 700, argv: odoo, startTicks: 250, cgroup: '0::/system.slice/odoo.service' });

    const observation = await findOdooProcesses({ roots: host.roots, now });

    expect(observation).toMatchObject({
      kind: 'known',
      value: [
        {
          pid: 700,
          uid: 106,
          user: 'odoo',
          home: '/var/lib/odoo',
          startedAt: new Date('2023-11-14T22:13:22.500Z'),
          unit: 'odoo.service',
          inContainer: false,
          commandLine: { config: '/etc/odoo/odoo.conf', workers: 2 },
        },
      ],
    });
    expect(observation.evidence[0]?.answer).toBe(`700 odoo: ${odoo.join(' ')}`);
  });

  test('is one, however many workers it started', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 700, argv: odoo });
    await host.addProcess({ pid: 701, parent: 700, argv: odoo });
    await host.addProcess({ pid: 702, parent: 700, argv: ['odoo: WorkerCron 702 acme'] });
    await host.addProcess({ pid: 703, parent: 700, argv: ['/usr/bin/python3', '/usr/bin/odoo', 'gevent'] });

    expect(await findOdooProcesses({ roots: host.roots, now })).toMatchObject({
      kind: 'known',
      value: [{ pid: 700, workers: 3 }],
    });
  });

  test('may be several, the oldest first', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 900, argv: odoo, startTicks: 100 });
    await host.addProcess({ pid: 700, argv: odoo, startTicks: 900 });

    expect(await findOdooProcesses({ roots: host.roots, now })).toMatchObject({ value: [{ pid: 900 }, { pid: 700 }] });
  });

  test('does not include a shell that somebody opened', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 700, argv: ['python3', 'odoo-bin', 'shell', '-d', 'acme'] });

    expect(await findOdooProcesses({ roots: host.roots, now })).toMatchObject({ kind: 'known', value: [] });
  });

  test('shows a number where the account has no name here, and that it is in a container', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 700, argv: odoo, uid: 101, cgroup: '0::/system.slice/docker-3f5e.scope' });

    expect(await findOdooProcesses({ roots: host.roots, now })).toMatchObject({
      value: [{ user: '101', inContainer: true }],
    });
  });

  test('is found although its name holds brackets and blanks', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 700, argv: odoo, name: 'odoo) S (1' });

    expect(await findOdooProcesses({ roots: host.roots, now })).toMatchObject({ value: [{ pid: 700 }] });
  });

  test('does not show the password it was started with', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 700, argv: [...odoo, '-w', 'hunter2'] });

    expect(JSON.stringify(await findOdooProcesses({ roots: host.roots, now }))).not.toContain('hunter2');
  });

  test('that is a real process is found in the real /proc', async () => {
    const host = await plantHost();
    const script = await host.write('odoo-bin', "process.stdin.resume(); console.log('ready');\n");
    const started = Date.now();
    const child = spawn(process.execPath, [script, '-c', '/etc/odoo/odoo.conf', '--max-cron-threads', '0'], {
      argv0: 'python3',
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(async () => {
      child.kill();
      await once(child, 'close');
    });
    await once(child.stdout, 'data');

    const observation = await findOdooProcesses({ roots: { ...host.roots, proc: '/proc', etc: '/etc' }, now });

    const found = observation.kind === 'known' ? observation.value.find(({ pid }) => pid === child.pid) : undefined;
    expect(found).toMatchObject({
      user: userInfo().username,
      commandLine: { config: '/etc/odoo/odoo.conf', maxCronThreads: 0 },
    });
    expect(Math.abs((found?.startedAt.getTime() ?? 0) - started)).toBeLessThan(60_000);
  });
});

describe('no Odoo', () => {
  test('is known when we see every process', async () => {
    const host = await plantHost();
    await host.addProcess({ pid: 1, argv: ['/sbin/init'], uid: 0 });

    expect(await findOdooProcesses({ roots: host.roots, now })).toMatchObject({ kind: 'known', value: [] });
  });

  test.each([
    ['.dockerenv', ''],
    ['run/.containerenv', ''],
    ['proc/1/cgroup', '0::/../docker/3f5e\n'],
  ])('is unknown in a container, which %s shows', async (path, text) => {
    const host = await plantHost();
    await host.write(path, text);

    expect(await findOdooProcesses({ roots: host.roots, now })).toMatchObject({
      kind: 'unknown',
      reason: 'We run in a container and see only its own processes; Odoo may run in another.',
    });
  });

  test('is unknown without /proc', async () => {
    const host = await plantHost();

    expect(await findOdooProcesses({ roots: { ...host.roots, proc: '/nowhere' }, now })).toMatchObject({
      kind: 'unknown',
      reason: 'This machine has no /proc to read.',
    });
  });

  test('is unknown to an ordinary account when processes are hidden, and known to root', async () => {
    const host = await plantHost();
    await host.write('proc/self/mountinfo', '21 26 0:20 / /proc rw,relatime - proc proc rw,hidepid=invisible\n');

    const { kind } = await findOdooProcesses({ roots: host.roots, now });

    expect(kind).toBe(process.geteuid?.() === 0 ? 'known' : 'unknown');
  });
});

test('a search that is called off ends with the reason', async () => {
  const host = await plantHost();
  await host.addProcess({ pid: 700, argv: odoo });

  const search = findOdooProcesses({
    roots: host.roots,
    now,
    signal: AbortSignal.abort(new Error('stopped by SIGINT')),
  });

  await expect(search).rejects.toThrow('stopped by SIGINT');
});
