import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Tells systemd that started us (`Type=notify`) how we are: sd_notify(3). Node speaks no datagrams over Unix sockets, so
 * systemd's own program does; the unit lets it (`NotifyAccess=all`).
 */
export const notifySystemd = async (env: NodeJS.ProcessEnv, words: readonly string[]): Promise<void> => {
  if (env['NOTIFY_SOCKET'] === undefined || env['NOTIFY_SOCKET'] === '') return;
  // Where it is missing the unit fails to start after its time, and its journal says what was tried.
  await run('systemd-notify', [...words], { env, timeout: 5_000 }).catch((error: unknown) => {
    process.stderr.write(
      `systemd was not told: ${error instanceof Error ? error.message.split('\n')[0] : 'no reason'}\n`,
    );
  });
};
