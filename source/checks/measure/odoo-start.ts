import type { Evidence } from '../../domain/finding/evidence.ts';
import { findOdooProcesses, type OdooProcess } from '../../services/host/odoo-processes.ts';
import { describeOrigin, type Setting } from '../../target/setting.ts';
import type { CheckContext } from '../context.ts';
import { shared } from './shared.ts';

/** A setting as it took effect when Odoo was started, and who said it. */
export interface StartSetting<Value> {
  readonly value: Value;
  /** `/etc/odoo.conf, line 12`, `the command line of Odoo (process 4711)`. */
  readonly told: string;
  /** The command line said it: editing odoo.conf would change nothing. */
  readonly byCommandLine: boolean;
}

/** What an Odoo was started with, as far as its scheduled actions depend on it. */
export interface OdooStart {
  readonly process: OdooProcess | undefined;
  readonly cronThreads: StartSetting<number>;
  readonly databases: StartSetting<readonly string[]>;
  readonly workers: StartSetting<number>;
  /** Seconds that a run may take; null without a limit. */
  readonly cronTimeLimit: StartSetting<number | null>;
}

export interface OdooStarts {
  /** One for each Odoo of this machine that reads our odoo.conf, else what odoo.conf alone says. */
  readonly starts: readonly OdooStart[];
  /** The systemd unit that a restart is asked of, where Odoo runs under one. */
  readonly unit: string | undefined;
  readonly evidence: readonly Evidence[];
}

/**
 * The settings that Odoo was started with: odoo.conf's, and before them those of its command line where it runs on this
 * machine. Undefined where no odoo.conf was read and no process seen: Odoo's defaults would only be a guess.
 */
export const readOdooStarts = shared(async (context): Promise<OdooStarts | undefined> => {
  const { processes, evidence } = await findProcesses(context);
  const { configuration } = context.target;
  const ours = processes.filter(({ commandLine: { config } }) => config === undefined || config === configuration);
  if (ours.length === 0 && configuration === undefined) return undefined;
  return {
    starts: ours.length === 0 ? [startOf(context, undefined)] : ours.map((process) => startOf(context, process)),
    unit: ours.find(({ unit }) => unit !== undefined)?.unit,
    evidence: ours.length === 0 ? [] : evidence,
  };
});

const findProcesses = async ({
  host,
  signal,
  now,
}: CheckContext): Promise<{ readonly processes: readonly OdooProcess[]; readonly evidence: readonly Evidence[] }> => {
  if (host.kind === 'elsewhere') return { processes: [], evidence: [] };
  const seen = await findOdooProcesses({ roots: host.roots, signal, now });
  return { processes: seen.kind === 'known' ? seen.value : [], evidence: seen.evidence };
};

const startOf = ({ target: { settings } }: CheckContext, process: OdooProcess | undefined): OdooStart => {
  const said = process?.commandLine;
  const choose = <Value>(own: Value | undefined, setting: Setting<Value>): StartSetting<Value> =>
    own === undefined
      ? { value: setting.value, told: describeOrigin(setting.origin), byCommandLine: false }
      : { value: own, told: `the command line of Odoo (process ${process?.pid})`, byCommandLine: true };
  const workers = choose(said?.workers, settings.workers);
  const limit = choose(said?.limitTimeRealCron, settings.limitTimeRealCron);
  const usual = choose(said?.limitTimeReal, settings.limitTimeReal);
  return {
    process,
    workers,
    cronThreads: choose(said?.maxCronThreads, settings.maxCronThreads),
    databases: choose(said?.databases, settings.dbNames),
    cronTimeLimit: chooseTimeLimit(limit, usual, workers.value),
  };
};

/** -1 stands for limit_time_real; 0 lifts the limit in prefork and stands for limit_time_real in threads (service/server.py). */
const chooseTimeLimit = (
  own: StartSetting<number>,
  usual: StartSetting<number>,
  workers: number,
): StartSetting<number | null> => {
  if (own.value > 0) return own;
  if (own.value === 0 && workers > 0) return { ...own, value: null };
  return usual.value > 0 ? usual : { ...usual, value: null };
};
