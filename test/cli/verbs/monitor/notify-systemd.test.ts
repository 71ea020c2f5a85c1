import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { createSystemd, watchdogEveryMs } from '../../../../source/cli/verbs/monitor/notify-systemd.ts';

const has = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

test.each([
  [{}, undefined],
  [{ WATCHDOG_USEC: '30000000' }, 15_000],
  [{ WATCHDOG_USEC: '30000000', WATCHDOG_PID: String(process.pid) }, 15_000],
  [{ WATCHDOG_USEC: '30000000', WATCHDOG_PID: '1' }, undefined],
  [{ WATCHDOG_USEC: 'often' }, undefined],
  [{ WATCHDOG_USEC: '0' }, undefined],
])('with %j it is told that we live every %j ms', (env, everyMs) => {
  expect(watchdogEveryMs(env)).toBe(everyMs);
});

/** Node opens no datagram socket of the Unix kind: this listens in its stead, and prints what comes, a line each. */
const listener = `import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print('listening', flush=True)
while True:
    for line in s.recv(4096).decode().split('\\n'):
        if line: print(line, flush=True)`;

test.runIf(has('python3') && has('systemd-notify'))(
  'what systemd hears at its socket: ready with our process, alive, reloading, ready again, stopping',
  { meta: { needs: 'python3 and systemd-notify' } },
  async () => {
    const socket = join(await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-')), 'notify');
    const listening = spawn('python3', ['-c', listener, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    const heard: string[] = [];
    createInterface({ input: listening.stdout }).on('line', (line) => heard.push(line.replace(/USEC=\d+/, 'USEC=…')));
    try {
      await expect.poll(() => heard).toEqual(['listening']);
      const env = { PATH: process.env['PATH'], NOTIFY_SOCKET: socket, WATCHDOG_USEC: '100000' };
      const systemd = createSystemd(env);
      await systemd.ready('Watching 2 databases');
      const stop = new AbortController();
      const alive = systemd.keepAlive(stop.signal);
      await expect.poll(() => heard, { timeout: 10_000 }).toContain('WATCHDOG=1');
      stop.abort();
      await alive;
      await systemd.reloading();
      await systemd.ready('Watching 3 databases');
      await systemd.stopping();
      await expect.poll(() => heard, { timeout: 10_000 }).toContain('STOPPING=1');
      expect(heard.filter((line) => line !== 'WATCHDOG=1' && line !== 'BARRIER=1')).toEqual([
        'listening',
        'READY=1',
        `MAINPID=${process.pid}`,
        'STATUS=Watching 2 databases',
        'RELOADING=1',
        'MONOTONIC_USEC=…',
        'READY=1',
        `MAINPID=${process.pid}`,
        'STATUS=Watching 3 databases',
        'STOPPING=1',
      ]);
    } finally {
      listening.kill();
      await once(listening, 'exit');
    }
  },
);

test('without its socket nothing is told, and nothing fails', async () => {
  const systemd = createSystemd({});
  await systemd.ready('');
  await systemd.keepAlive(new AbortController().signal);
  await systemd.stopping();
});
