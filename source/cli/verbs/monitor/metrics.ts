import packageJson from '../../../../package.json' with { type: 'json' };
import { UsageError } from '../../../domain/errors.ts';
import { formatHostPort } from '../../../domain/host-port.ts';
import { pause } from '../../../lib/pause.ts';
import type { MonitorConfig } from '../../../monitor/config/config.ts';
import { collectFamilies } from '../../../monitor/metrics/collect.ts';
import type { MonitorSnapshot } from '../../../monitor/metrics/family.ts';
import { type ListenAddress, parseListenAddress } from '../../../monitor/metrics/listen-address.ts';
import { createPage, type MetricsPage } from '../../../monitor/metrics/page.ts';
import { renderFamilies, textFormat } from '../../../monitor/metrics/render.ts';
import { serveMetrics } from '../../../monitor/metrics/serve.ts';
import { checkTextfileName, tryTextfile, writeTextfile } from '../../../monitor/metrics/textfile.ts';
import type { MonitorState } from '../../../monitor/state.ts';
import type { CommandContext } from '../../../world/command.ts';
import { writeNotice } from '../../../world/write-output.ts';

export interface MetricsArguments {
  /** Where to serve the page. */
  readonly metrics?: string;
  readonly metricsTextfile?: string;
  readonly once: boolean;
}

export interface MetricsOutlet extends AsyncDisposable {
  /** From now on the page tells what this says. */
  publish(read: () => { readonly state: MonitorState; readonly config: MonitorConfig }): void;
  /** For a look that is over: its file is written. */
  writeOnce(now: { readonly state: MonitorState; readonly config: MonitorConfig }): Promise<void>;
}

/**
 * Opens what was asked for before anything else is begun.
 * @throws UsageError where the page cannot be served, or the file not be written.
 */
export const openMetrics = async (
  context: CommandContext,
  { metrics, metricsTextfile: path, once }: MetricsArguments,
): Promise<MetricsOutlet> => {
  const address = metrics === undefined ? undefined : parseListenAddress(metrics);
  if (once && address !== undefined)
    throw new UsageError('--once ends before anybody could read --metrics.', 'Take --metrics-textfile with it.');
  if (path !== undefined) {
    checkTextfileName(path);
    await orRefuse(path, tryTextfile(path));
  }
  const startedAt = context.now().getTime();
  const snapshotOf = (now: { readonly state: MonitorState; readonly config: MonitorConfig }): MonitorSnapshot => ({
    ...now,
    now: context.now().getTime(),
    startedAt,
    version: packageJson.version,
    nodeVersion: process.versions.node,
  });
  const server = address === undefined ? undefined : await serveMetrics(address);
  const stop = new AbortController();
  let keeping = Promise.resolve();
  return {
    publish(read) {
      const page = createPage(
        () => snapshotOf(read()),
        () => performance.now(),
      );
      server?.publish(page);
      if (address !== undefined) sayWhere(context, address);
      if (path !== undefined)
        keeping = keepTextfile(context, path, { page, everyMs: () => read().config.everyMs, signal: stop.signal });
    },
    async writeOnce(now) {
      if (path === undefined) return;
      // A look that keeps no state counts nothing.
      const families = collectFamilies(snapshotOf(now)).filter(({ type }) => type !== 'counter');
      await orRefuse(path, writeTextfile(path, await renderFamilies(families, textFormat)));
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await keeping;
      await server?.[Symbol.asyncDispose]();
    },
  };
};

const sayWhere = (context: CommandContext, { host, port, isLoopback }: ListenAddress): void => {
  const toWhom = isLoopback ? '' : ', without a password, to whoever reaches that address';
  writeNotice(
    context,
    `${context.now().toISOString()} The metrics are served on http://${formatHostPort(host, port)}/metrics${toWhom}.\n`,
  );
};

interface Keeping {
  readonly page: MetricsPage;
  readonly everyMs: () => number;
  readonly signal: AbortSignal;
}

/** Never rejects: a monitor goes on without its file, and says once why there is none. */
const keepTextfile = async (context: CommandContext, path: string, { page, everyMs, signal }: Keeping) => {
  let said: string | undefined;
  do {
    const trouble = await page
      .text(textFormat)
      .then((text) => writeTextfile(path, text))
      .then(() => undefined, wordsOf);
    if (trouble !== undefined && trouble !== said)
      writeNotice(context, `${context.now().toISOString()} ${cannotWrite(path, trouble)}\n`);
    said = trouble;
  } while (await pause(everyMs(), signal));
};

const orRefuse = async (path: string, writing: Promise<void>): Promise<void> => {
  try {
    await writing;
  } catch (cause) {
    throw new UsageError(
      cannotWrite(path, wordsOf(cause)),
      'Name a folder that exists and that this account may write to.',
      {
        cause,
      },
    );
  }
};

const cannotWrite = (path: string, trouble: string): string => `The metrics cannot be written to ${path}: ${trouble}.`;

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such folder';
  return code === 'EACCES' || code === 'EROFS' ? 'this account may not write there' : error.message;
};
