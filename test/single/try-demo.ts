import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseWorldInfo } from '../../source/demo/world/world-info.ts';
import { say } from './report.ts';

const startTimeoutMs = 120_000;

/** Tries that the executable which `command` starts brings a PostgreSQL and the rest of a demo world. */
export const tryDemo = async (
  where: string,
  [program, ...args]: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
): Promise<void> => {
  const demo = spawn(program, [...args, 'demo', 'healthy', '--serve', '--format', 'json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(demo, 'exit');
  try {
    const lines = createInterface({ input: demo.stdout });
    const line = await Promise.race([
      once(lines, 'line', { signal: AbortSignal.timeout(startTimeoutMs) }).then(([first]) => String(first)),
      ended.then(([status]) => Promise.reject(new Error(`The demo ended with ${status}.`))),
    ]);
    assert.match(parseWorldInfo(line).dsn, /^postgres/);
  } finally {
    demo.kill('SIGTERM');
    await ended;
  }
  say(`ok: ${where}, the demo world`);
};
