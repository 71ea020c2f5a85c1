import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { pause } from '../../../lib/pause.ts';

const run = promisify(execFile);

/** What systemd is told of a service of `Type=notify`. */
export interface Systemd {
  ready(status: string): Promise<void>;
  reloading(): Promise<void>;
  stopping(): Promise<void>;
  /** Says again and again that we are alive, where it wants to hear that, until the signal aborts. */
  keepAlive(signal: AbortSignal): Promise<void>;
}

/**
 * Tells systemd that started us how we are: sd_notify(3). Node speaks no datagrams over Unix sockets, so systemd's own
 * program does; the unit lets it (`NotifyAccess=all`).
 */
export const createSystemd = (env: NodeJS.ProcessEnv): Systemd => {
  const tell = async (...words: readonly string[]): Promise<void> => {
    if (env['NOTIFY_SOCKET'] === undefined || env['NOTIFY_SOCKET'] === '') return;
    // Where it is missing the unit fails to start after its time, and its journal says what was tried.
    await run('systemd-notify', [...words], { env, timeout: 5_000 }).catch((error: unknown) => {
      process.stderr.write(
        `systemd was not told: ${error instanceof Error ? error.message.split('\n')[0] : 'no reason'}\n`,
      );
    });
  };
  return {
    ready: (status) => tell('READY=1', `MAINPID=${process.pid}`, `STATUS=${status}`),
    reloading: () => tell('RELOADING=1', `MONOTONIC_USEC=${process.hrtime.bigint() / 1_000n}`),
    stopping: () => tell('STOPPING=1'),
    async keepAlive(signal) {
      const everyMs = watchdogEveryMs(env);
      if (everyMs === undefined) return;
      while (await pause(everyMs, signal)) await tell('WATCHDOG=1');
    },
  };
};

/** Half the time in which it wants to hear of us: sd_watchdog_enabled(3). Undefined where it does not. */
export const watchdogEveryMs = (env: NodeJS.ProcessEnv): number | undefined => {
  const wanted = Number(env['WATCHDOG_USEC']);
  const isMeant = env['WATCHDOG_PID'] === undefined || env['WATCHDOG_PID'] === String(process.pid);
  return isMeant && Number.isFinite(wanted) && wanted > 0 ? wanted / 2_000 : undefined;
};
