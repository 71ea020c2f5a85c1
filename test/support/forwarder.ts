import { execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DnsServerAddress } from '../../source/services/dns/server-address.ts';

/** Whether the program is on this machine: a test that needs it is skipped elsewhere. */
export const isInstalled = (program: string): boolean => {
  try {
    execFileSync('bash', ['-c', `PATH=$PATH:/usr/sbin command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A port that is free over UDP and over TCP. */
const findPort = async (): Promise<number> => {
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const socket = createSocket('udp4');
    socket.bind(port, '127.0.0.1');
    const isFree = await once(socket, 'listening').then(
      () => true,
      () => false,
    );
    socket.close();
    server.close();
    await once(server, 'close');
    if (isFree) return port;
  }
};

/** Starts it and waits for the words that say it serves; it is ended when the test ends. */
const serve = async (program: string, args: readonly string[], ready: RegExp): Promise<void> => {
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` };
  const child = spawn(program, [...args], { stdio: ['ignore', 'ignore', 'pipe'], env });
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  // Read to its end: a log that nobody reads any more would end the program.
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
      if (ready.test(said)) resolve();
    });
    ended.then(() => reject(new Error(`${program} did not start: ${said}`)), reject);
  });
};

/** A real dnsmasq before that server, which drops answers with addresses of its own networks. */
export const startDnsmasq = async (upstream: DnsServerAddress): Promise<DnsServerAddress> => {
  const port = await findPort();
  const own = ['--keep-in-foreground', '--log-facility=-', '--conf-file=/dev/null', '--no-resolv', '--no-hosts'];
  const place = [`--port=${port}`, '--listen-address=127.0.0.1', '--bind-interfaces', '--pid-file='];
  const way = [`--server=${upstream.host}#${upstream.port}`, '--stop-dns-rebind', '--user=root'];
  await serve('dnsmasq', [...own, ...place, ...way], /started/);
  return { host: '127.0.0.1', port };
};

/** A real unbound before that server, to which 127.0.0.0/8 is private. */
export const startUnbound = async (upstream: DnsServerAddress): Promise<DnsServerAddress> => {
  const port = await findPort();
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const config = join(folder, 'unbound.conf');
  await writeFile(
    config,
    `server:
  interface: 127.0.0.1@${port}
  access-control: 127.0.0.0/8 allow
  do-daemonize: no
  use-syslog: no
  logfile: ""
  verbosity: 1
  username: ""
  chroot: ""
  directory: "${folder}"
  pidfile: ""
  do-not-query-localhost: no
  module-config: "iterator"
  private-address: 127.0.0.0/8
forward-zone:
  name: "."
  forward-addr: ${upstream.host}@${upstream.port}
remote-control:
  control-enable: no
`,
  );
  await serve('unbound', ['-d', '-p', '-c', config], /start of service/);
  return { host: '127.0.0.1', port };
};
