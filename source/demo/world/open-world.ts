import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ProbeError } from '../../domain/errors.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { isSingleExecutable } from '../../lib/own-program.ts';
import { parseWorldInfo, type WorldInfo } from './world-info.ts';

export interface OpenWorldOptions {
  /** A scenario's id. */
  readonly scenario: string;
  readonly series: OdooSeries;
  readonly traffic: boolean;
  readonly fleet?: boolean;
  readonly signal: AbortSignal;
  /** Hears in a few words what is being started. */
  readonly onProgress?: (words: string) => void;
}

/** A world in a process of its own, so that it neither slows the console down nor outlives it. */
export interface OpenedWorld {
  readonly info: WorldInfo;
  close(): Promise<void>;
}

const startTimeoutMs = 60_000;
const complaintLimit = 4_000;

/**
 * Starts `demo --serve` and waits until it is ready. The world watches the channel to us and ends when we do.
 * @throws ProbeError with its last words when it could not start.
 */
export const openWorld = async (options: OpenWorldOptions): Promise<OpenedWorld> => {
  const { scenario, series, traffic, fleet = false, signal, onProgress } = options;
  const server = spawn(
    process.execPath,
    [
      ...launcher(),
      'demo',
      scenario,
      '--odoo',
      `${series}`,
      '--serve',
      '--format',
      'json',
      ...(traffic ? ['--traffic'] : []),
      ...(fleet ? ['--fleet'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  server.on('message', (message) => {
    if (typeof message === 'string') onProgress?.(message);
  });
  const ended = once(server, 'exit');
  const close = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
  };
  try {
    const ready = AbortSignal.any([signal, AbortSignal.timeout(startTimeoutMs)]);
    return { info: parseWorldInfo(await readFirstLine(server, ended, ready)), close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The same launcher from the bundle and from the source tree; a single executable needs none. */
const launcher = (): readonly string[] => {
  if (isSingleExecutable) return [];
  const toRoot = import.meta.url.endsWith('.ts') ? '../../..' : '..';
  return [fileURLToPath(new URL(`${toRoot}/bin/odoo-mail-doctor.js`, import.meta.url))];
};

const readFirstLine = async (server: ChildProcess, ended: Promise<unknown>, signal: AbortSignal): Promise<string> => {
  const { stdout, stderr } = server;
  if (stdout === null || stderr === null) throw new Error('the demo world has no output to read');
  let complaint = '';
  stderr.setEncoding('utf8');
  stderr.on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-complaintLimit);
  });
  const lines = createInterface({ input: stdout });
  const line = await Promise.race([
    once(lines, 'line', { signal }).then(([first]) => String(first)),
    ended.then(() => undefined),
  ]);
  if (line !== undefined) return line;
  const words = sanitizeLine(complaint);
  throw new ProbeError(
    'process',
    'demo --serve',
    `The demo world could not start: ${words === '' ? 'it said nothing' : words}`,
  );
};
