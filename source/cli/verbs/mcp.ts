import packageJson from '../../../package.json' with { type: 'json' };
import { serveAgent } from '../../agent/serve.ts';
import { UsageError } from '../../domain/errors.ts';
import { exitStatus } from '../../domain/exit-status.ts';
import type { Command } from '../../world/command.ts';

/** Serves an AI agent until its end of the pipe closes. */
export const runMcp: Command<{ readonly fullAddresses: boolean }> = async (context, { fullAddresses }) => {
  if (context.options.allDatabases) {
    throw new UsageError('mcp serves one database at a time: without -d the agent may name it.');
  }
  await serveAgent(context, { version: packageJson.version, fullAddresses });
  return exitStatus.ok;
};
