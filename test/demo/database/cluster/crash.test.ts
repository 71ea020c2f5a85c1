import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, test, vi } from 'vitest';

const host = `
  import { startCluster } from ${JSON.stringify(new URL('../../../../source/demo/database/cluster.ts', import.meta.url).href)};
  const cluster = await startCluster();
  console.log(JSON.stringify({ folder: cluster.folder, port: cluster.port }));
  setInterval(() => undefined, 1000);
`;

/** Asked of the port and not of the process id: where nobody collects orphans, a dead process keeps its id. */
async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const answered = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return answered;
}

// A start takes about two seconds, on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 120_000 });

interface Host {
  readonly pid: number;
  readonly folder: string;
  readonly port: number;
}

/** A process of its own session that has started a cluster. */
async function startHost(): Promise<Host> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', host], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { pid: child.pid ?? 0, ...JSON.parse(String(line)) };
}

async function expectGone({ folder, port }: Host): Promise<void> {
  await vi.waitUntil(async () => !existsSync(folder) && !(await isListening(port)), { timeout: 60_000, interval: 50 });
}

test('nothing is left behind when the host is killed', async () => {
  const started = await startHost();
  expect(await isListening(started.port)).toBe(true);
  process.kill(started.pid, 'SIGKILL');
  await expectGone(started);
});

test('Ctrl+C in the terminal reaches the host and not PostgreSQL, which goes after it', async () => {
  const started = await startHost();
  // A terminal sends its signal to the whole process group.
  process.kill(-started.pid, 'SIGINT');
  await expectGone(started);
});
