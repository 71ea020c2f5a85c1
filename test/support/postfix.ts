import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const daemons = '/usr/lib/postfix/sbin';

/** Postfix gives up root's rights itself, so it has to have them. */
export const hasPostfix = existsSync(join(daemons, 'master')) && process.getuid?.() === 0;
export const hasFail2ban = spawnSync('fail2ban-regex', ['--version']).status === 0;

/** The services of one instance: what each adds to Postfix's defaults. */
export type PostfixServices = Readonly<
  Record<string, { readonly program: 'smtpd' | 'postscreen'; readonly options: readonly string[] }>
>;

export interface Postfix<Services extends PostfixServices> {
  readonly ports: Readonly<Record<keyof Services & string, number>>;
  /** The folder of its settings, for programs that take `-c`. */
  readonly etc: string;
  /** What it has logged so far. */
  log(): Promise<string>;
  /** Lines of the log that fail2ban's filter counts against a client, in that mode. */
  countOffences(mode: string): Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A Postfix of its own, in a folder of its own, on free ports of 127.0.0.1; it takes mail of 127.0.0.1 for everybody. */
export const startPostfix = async <Services extends PostfixServices>(
  services: Services,
  { delivers = false }: { readonly delivers?: boolean } = {},
): Promise<Postfix<Services>> => {
  const folder = await mkdtemp(join(tmpdir(), 'postfix-'));
  // Its programs run under an account of their own.
  await chmod(folder, 0o755);
  const [etc, queue, data] = [join(folder, 'etc'), join(folder, 'queue'), join(folder, 'data')];
  await Promise.all([etc, queue, data].map((path) => mkdir(path)));
  await run('chown', ['postfix', data]);
  const names = Object.keys(services);
  const free = await findFreePorts(names.length);
  const ports = Object.fromEntries(names.map((name, index) => [name, free[index] ?? 0]));
  const log = join(folder, 'mail.log');
  await writeFile(
    join(etc, 'main.cf'),
    `${mainConfiguration({ folder, queue, data, log })}${delivers ? unreachable : ''}`,
  );
  await writeFile(
    join(etc, 'master.cf'),
    `${masterConfiguration(services, ports)}${delivers ? deliveringServices : ''}`,
  );
  await run('postfix', ['-c', etc, 'start']);
  const pid = Number(await readFile(join(queue, 'pid', 'master.pid'), 'utf8'));
  return {
    ports: ports as Postfix<Services>['ports'],
    etc,
    log: () => readFile(log, 'utf8'),
    countOffences: async (mode) => {
      const { stdout } = await run('fail2ban-regex', [log, `/etc/fail2ban/filter.d/postfix.conf[mode=${mode}]`]);
      return Number(/ (\d+) matched/.exec(stdout)?.[1] ?? Number.NaN);
    },
    [Symbol.asyncDispose]: async () => {
      process.kill(pid, 'SIGTERM');
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
};

interface Places {
  readonly folder: string;
  readonly queue: string;
  readonly data: string;
  readonly log: string;
}

const mainConfiguration = ({ folder, queue, data, log }: Places): string => `
compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
command_directory = /usr/sbin
daemon_directory = ${daemons}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.acme.example
mydestination =
mynetworks = 127.0.0.0/8
maillog_file = ${log}
maillog_file_prefixes = ${folder}
alias_maps =
alias_database =
default_database_type = texthash
`;

/** Everybody's mail goes to a port on which nobody listens, and so stays in the queue. */
const unreachable = 'relayhost = [127.0.0.1]:1\n';

const deliveringServices = `smtp unix - - n - - smtp
retry unix - - n - - error
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
showq unix n - n - - showq
flush unix n - n 1000? 0 flush
scache unix - - n - 1 scache
`;

const masterConfiguration = (services: PostfixServices, ports: Readonly<Record<string, number>>): string =>
  [
    ...Object.entries(services).flatMap(([name, { program, options }]) => [
      `127.0.0.1:${ports[name]} inet n - n - ${program === 'postscreen' ? '1' : '-'} ${program}`,
      ...options.map((option) => `  -o ${option}`),
    ]),
    'smtpd pass - - n - - smtpd',
    'dnsblog unix - - n - 0 dnsblog',
    'tlsproxy unix - - n - 0 tlsproxy',
    'cleanup unix n - n - 0 cleanup',
    'rewrite unix - - n - - trivial-rewrite',
    'anvil unix - - n - 1 anvil',
    'postlog unix-dgram n - n - 1 postlogd',
    'qmgr unix n - n 300 1 qmgr',
    'bounce unix - - n - 0 bounce',
    'proxymap unix - - n - - proxymap',
    '',
  ].join('\n');

export const findFreePorts = async (count: number): Promise<readonly number[]> => {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      return server;
    }),
  );
  const found = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return found;
};
