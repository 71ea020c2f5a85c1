import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { onTestFinished } from 'vitest';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'odoo-mail-doctor.js');

interface Reply {
  readonly isError: boolean;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each tool has a document of its own, which its schema holds.
  readonly document: any;
  /** The whole answer as it was sent. */
  readonly raw: string;
}

/** The program as an agent starts it, with the official client at the other end. */
export const openAgent = async (args: readonly string[]) => {
  const stateHome = await mkdtemp(join(tmpdir(), 'agent-'));
  onTestFinished(() => rm(stateHome, { recursive: true, force: true }));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [launcher, 'mcp', ...args],
    env: { PATH: process.env['PATH'] ?? '', XDG_STATE_HOME: stateHome },
    stderr: 'pipe',
  });
  let errors = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return {
    client,
    pid: () => transport.pid,
    errors: () => errors,
    closed: () => once(transport.stderr ?? process.stdin, 'close'),
    ask: async (name: string, said: Readonly<Record<string, unknown>> = {}, signal?: AbortSignal): Promise<Reply> => {
      const result = await client.callTool(
        { name, arguments: said },
        { timeout: 60_000, ...(signal === undefined ? {} : { signal }) },
      );
      const [content] = result.content;
      return {
        isError: result.isError === true,
        text: content?.type === 'text' ? content.text : '',
        document: result.structuredContent,
        raw: JSON.stringify(result),
      };
    },
  };
};
