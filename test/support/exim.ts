import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePorts } from './postfix.ts';

/** Debian lets one mail server be installed; another one's program may lie anywhere, and its account must be there. */
export const eximProgram = process.env['EXIM'] ?? '/usr/sbin/exim4';

export const hasExim =
  existsSync(eximProgram) && process.getuid?.() === 0 && spawnSync('id', ['Debian-exim']).status === 0;

export interface Exim {
  readonly port: number;
  /** Its settings, for `-C`. */
  readonly configuration: string;
  log(): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** An Exim of its own, in a folder of its own; it takes everybody's mail and reaches nobody. */
export const startExim = async (): Promise<Exim> => {
  const folder = await mkdtemp(join(tmpdir(), 'exim-'));
  await chmod(folder, 0o755);
  const [spool, logs] = [join(folder, 'spool'), join(folder, 'log')];
  await Promise.all([spool, logs].map((path) => mkdir(path)));
  spawnSync('chown', ['Debian-exim', spool, logs]);
  const [port = 0] = await findFreePorts(1);
  const configuration = join(folder, 'exim.conf');
  await writeFile(configuration, settings({ folder, spool, logs, port }));
  const daemon = spawn(eximProgram, ['-C', configuration, '-bdf', '-q1h'], { stdio: 'ignore' });
  await answers(port);
  return {
    port,
    configuration,
    log: () => readFile(join(logs, 'mainlog'), 'utf8').catch(() => ''),
    [Symbol.asyncDispose]: async () => {
      await end(daemon);
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
};

const end = async (daemon: ChildProcess): Promise<void> => {
  const gone = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill('SIGTERM');
  await gone;
};

const answers = async (port: number): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('data', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await sleep(50);
  }
  throw new Error('Exim did not begin to listen');
};

interface Places {
  readonly folder: string;
  readonly spool: string;
  readonly logs: string;
  readonly port: number;
}

const settings = ({ folder, spool, logs, port }: Places): string => `
exim_path = ${eximProgram}
keep_environment =
spool_directory = ${spool}
log_file_path = ${logs}/%slog
pid_file_path = ${folder}/exim.pid
exim_user = Debian-exim
exim_group = Debian-exim
primary_hostname = relay.acme.example
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
tls_advertise_hosts =
host_lookup =
acl_smtp_rcpt = accept
acl_smtp_data = accept
begin acl
accept:
  accept
begin routers
onward:
  driver = manualroute
  route_list = * 127.0.0.1::1 byname
  self = send
  transport = smtp
begin transports
smtp:
  driver = smtp
begin retry
* * F,4d,6h
`;
