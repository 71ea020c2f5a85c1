import { join } from 'node:path';
import type { HostSight, MailMachine } from '../checks/context.ts';
import { UserError } from '../domain/errors.ts';
import {
  type ConfigurationAge,
  isStartedFor,
  judgeConfigurationAge,
  type OdooSight,
  type RunningOdoo,
} from '../domain/odoo/running-odoo.ts';
import { runCommand } from '../services/host/run-command.ts';
import { beatenKeys, overlaySettings } from '../target/odoo-conf/command-line-settings.ts';
import { type OdooConfiguration, type OdooSettings, readConfiguration } from '../target/odoo-conf/conf-settings.ts';
import { readTextFile } from '../target/odoo-conf/read-text-file.ts';
import type { Target } from '../target/target.ts';
import { type SeenOdoos, seeOdoos } from './odoo-sight.ts';
import type { OpenDatabase } from './open-target.ts';

/** What Odoo goes by, as far as it can be told at this moment. */
export interface EffectiveTarget {
  readonly host: HostSight;
  readonly mailMachine: MailMachine;
  /** The Odoos of this machine; undefined where they cannot be seen or mean nothing. */
  readonly sight: OdooSight | undefined;
  readonly configuration: OdooConfiguration | undefined;
  /** odoo.conf's with those of the running Odoo's command line before them. */
  readonly settings: OdooSettings;
  readonly age: ConfigurationAge;
  /** Keys of odoo.conf that the command line beats, with the option. */
  readonly beaten: ReadonlyMap<string, string>;
}

interface Parts {
  readonly database: Pick<OpenDatabase, 'address' | 'odoo'>;
  readonly target: Target;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** The machine, where it is not the one that we run on. */
  readonly host?: HostSight;
}

/**
 * Reads odoo.conf anew, and looks whether the Odoo that serves this database on this machine was started with it: its
 * command line beats the file, and where no file was named its own is taken.
 */
export const readEffectiveTarget = async ({
  database,
  target,
  signal,
  now,
  host: given,
}: Parts): Promise<EffectiveTarget> => {
  const { odoo, address } = database;
  const host = given ?? (await seeHost(odoo, signal));
  const sight = host.kind === 'here' ? await seeOdoos({ roots: host.roots, signal, now }) : undefined;
  const serving = sight?.servers.filter((server) => isStartedFor(server, address)) ?? [];
  const { series } = odoo.version;
  const named = target.configuration;
  const path = named?.path ?? serving.find(({ configuration }) => configuration !== undefined)?.configuration;
  const configuration = (path === undefined ? undefined : await readAnew(path, series)) ?? named;
  const settings = configuration?.settings ?? target.settingsFor(series);
  const age = judgeConfigurationAge(configuration?.path, serving);
  const [speaker] = serving;
  // Of several nobody knows which sends: what only one of them is told is then not taken for Odoo's.
  const said = speaker !== undefined && serving.length === 1 ? speaker.process.commandLine : {};
  return {
    host,
    mailMachine: findMailMachine(host, serving, target.configuration?.doctor.machine?.value),
    sight,
    configuration,
    settings: overlaySettings(settings, said, `the command line of Odoo (process ${speaker?.pid})`),
    age,
    beaten: beatenKeys(said),
  };
};

/** The Odoos of this machine; undefined where they cannot be seen or mean nothing. */
export const seeOdoosOf = async (
  { odoo }: Pick<OpenDatabase, 'odoo'>,
  { signal, now }: Pick<Parts, 'signal' | 'now'>,
): Promise<SeenOdoos | undefined> => {
  const host = await seeHost(odoo, signal);
  return host.kind === 'here' ? await seeOdoos({ roots: host.roots, signal, now }) : undefined;
};

/** Undefined where it cannot be read any more: what was read before then stands. */
const readAnew = async (
  path: string,
  series: Parameters<typeof readConfiguration>[1],
): Promise<OdooConfiguration | undefined> => {
  try {
    const file = await readTextFile(path);
    return file === undefined ? undefined : readConfiguration(file, series);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
};

/** Processes and firewall of this machine mean something only where Odoo runs on it. */
const seeHost = async (odoo: OpenDatabase['odoo'], signal: AbortSignal): Promise<HostSight> => {
  const { isDemo } = await odoo.surroundings({ signal });
  if (isDemo) return { kind: 'elsewhere', reason: "This is a demo world: the real machine's state is none of its." };
  return { kind: 'here', roots: { proc: '/proc', etc: '/etc', root: '/' }, run: runCommand };
};

/**
 * Where an Odoo that serves the database runs beside us, its localhost is ours. A demo world has a folder in the place of
 * its machine, with what stands for the mail server's programs, or no machine at all.
 */
const findMailMachine = (
  host: HostSight,
  serving: readonly Pick<RunningOdoo, 'pid' | 'pids'>[],
  standIn: string | undefined,
): MailMachine => {
  // In a container of its own it has a localhost of its own.
  if (host.kind === 'here') return { ...host, isOdoos: serving.some(({ pid, pids }) => pids.includes(pid)) };
  if (standIn === undefined) return host;
  return {
    kind: 'here',
    isOdoos: true,
    roots: { proc: join(standIn, 'proc'), etc: join(standIn, 'etc'), root: standIn },
    run: (program, args, options) => runCommand(join(standIn, 'usr', 'sbin', program), args, options),
  };
};
